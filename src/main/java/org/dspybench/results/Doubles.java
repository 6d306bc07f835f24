package org.dspybench.results;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.DoubleStream;

/** An immutable list that holds its numbers unboxed: a file may have millions. */
final class Doubles extends AbstractList<Double> implements RandomAccess {

  private final double[] values;

  private Doubles(double[] values) {
    this.values = values;
  }

  static Doubles copyOf(List<Double> values) {
    return values instanceof Doubles doubles ? doubles : of(values.stream().mapToDouble(v -> v));
  }

  static Doubles of(DoubleStream values) {
    return new Doubles(values.toArray());
  }

  @Override
  public Double get(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return values.length;
  }

  DoubleStream unboxed() {
    return DoubleStream.of(values);
  }
}
