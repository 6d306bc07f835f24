package org.dspybench.cli;

import picocli.CommandLine.Option;

/** Which preset to run: by its name or, for the usual ones, by an option of that name. */
final class PresetArguments {

  private static final String SHORT = "Short for --preset ";

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "One of those that --list shows. Default: quick.")
  private String name = "quick";

  @Option(names = "--smoke", description = SHORT + "smoke.")
  void smoke(boolean chosen) {
    name = "smoke";
  }

  @Option(names = "--full", description = SHORT + "full.")
  void full(boolean chosen) {
    name = "full";
  }

  @Option(names = "--ladder", description = SHORT + "ladder.")
  void ladder(boolean chosen) {
    name = "ladder";
  }

  @Option(names = "--peers", description = SHORT + "peers.")
  void peers(boolean chosen) {
    name = "peers";
  }

  @Option(names = "--lock", description = SHORT + "lock.")
  void lock(boolean chosen) {
    name = "lock";
  }

  @Option(names = "--spark", description = SHORT + "spark.")
  void spark(boolean chosen) {
    name = "spark";
  }

  @Option(names = "--rate-limits", description = SHORT + "rate-limits.")
  void rateLimits(boolean chosen) {
    name = "rate-limits";
  }

  String name() {
    return name;
  }
}
