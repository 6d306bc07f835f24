package org.dspybench.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dspybench.console.PythonArgument;
import org.dspybench.python.PythonEnvironment;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the benchmarks of a preset are launched. */
final class LaunchArguments {

  @Mixin private PythonArgument python = new PythonArgument();

  @Option(
      names = "-p",
      paramLabel = "NAME=V,V…",
      description = "Values of a benchmark parameter, in place of the preset's. May be repeated.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--verbose", description = "Show JMH's log.")
  private boolean verbose;

  /** The Python that was asked for, or that is found. */
  PythonEnvironment python() {
    return PythonEnvironment.find(python.path());
  }

  /** The values of each parameter that was given. */
  Map<String, List<String>> given() {
    Map<String, List<String>> given = new LinkedHashMap<>();
    parameters.forEach((name, values) -> given.put(name, List.of(values.split(",", -1))));
    return given;
  }

  /** How much JMH says. */
  VerboseMode verbosity() {
    return verbose ? VerboseMode.NORMAL : VerboseMode.SILENT;
  }
}
