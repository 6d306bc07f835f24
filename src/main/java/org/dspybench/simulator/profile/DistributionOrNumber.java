package org.dspybench.simulator.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import java.io.IOException;
import org.dspybench.simulator.latency.Distribution;
import org.dspybench.simulator.latency.Fixed;

/** Reads a number as a distribution that has this value alone, and an object by its name. */
final class DistributionOrNumber extends StdDeserializer<Distribution> {

  private static final long serialVersionUID = 1;

  DistributionOrNumber() {
    super(Distribution.class);
  }

  @Override
  public Object deserializeWithType(
      JsonParser parser, DeserializationContext context, TypeDeserializer byName)
      throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Fixed(parser.getDoubleValue());
      case START_OBJECT -> byName.deserializeTypedFromObject(parser, context);
      default -> deserialize(parser, context);
    };
  }

  @Override
  public Distribution deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return (Distribution) context.handleUnexpectedToken(Distribution.class, parser);
  }
}
