package org.dspybench.cli;

import picocli.CommandLine;

/** Reads a factor: a number or a fraction. */
final class TimeScale implements CommandLine.ITypeConverter<Double> {

  @Override
  public Double convert(String text) {
    String[] parts = text.split("/", 2);
    try {
      double scale = Double.parseDouble(parts[0]);
      return parts.length == 1 ? scale : scale / Double.parseDouble(parts[1]);
    } catch (NumberFormatException e) {
      throw new CommandLine.TypeConversionException(
          "'" + text + "' is neither a number nor a fraction such as 1/30");
    }
  }
}
