package org.dspybench.simulator.profile;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.Converter;
import java.util.function.Function;

/** One type read, or written, as another: a function that Jackson can ask for its types. */
record Conversion<A, B>(Class<A> from, Class<B> to, Function<A, B> function)
    implements Converter<A, B> {

  /** Reads {@code B} in the form of {@code A}. */
  static <A, B> StdDelegatingDeserializer<B> reading(
      Class<A> form, Class<B> type, Function<A, B> function) {
    return new StdDelegatingDeserializer<>(new Conversion<>(form, type, function));
  }

  /** Writes {@code A} in the form of {@code B}. */
  static <A, B> StdDelegatingSerializer writing(
      Class<A> type, Class<B> form, Function<A, B> function) {
    return new StdDelegatingSerializer(type, new Conversion<>(type, form, function));
  }

  @Override
  public B convert(A value) {
    return function.apply(value);
  }

  @Override
  public JavaType getInputType(TypeFactory types) {
    return types.constructType(from);
  }

  @Override
  public JavaType getOutputType(TypeFactory types) {
    return types.constructType(to);
  }
}
