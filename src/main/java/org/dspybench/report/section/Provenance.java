package org.dspybench.report.section;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.report.Figures;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;
import org.dspybench.results.Run;

/** Where the figures come from: file, commit, machine, versions, simulator; and what is unknown. */
final class Provenance {

  private static final List<Part> MACHINE =
      List.of(
          new Part("", Fact.CPU_MODEL, ""),
          new Part("", Fact.CORES, " cores"),
          new Part("", Fact.MEMORY_MIB, " MiB"),
          new Part("", Fact.OS, ""));

  private static final List<Part> VERSIONS =
      List.of(
          new Part("JDK ", Fact.JDK, ""),
          new Part("", Fact.VM, ""),
          new Part("Python ", Fact.PYTHON, ""),
          new Part("interpreter lock ", Fact.INTERPRETER_LOCK, ""),
          new Part("DSPy ", Fact.DSPY, ""),
          new Part("litellm ", Fact.LITELLM, ""),
          new Part("Jep ", Fact.JEP_JAVA, " (Java)"),
          new Part("Jep ", Fact.JEP_NATIVE, " (native)"),
          new Part("peers: ", Fact.PEERS, ""),
          new Part("pairing: ", Fact.PAIRING, ""));

  private static final List<Part> SIMULATOR =
      List.of(
          new Part("profile ", Fact.PROFILE, ""),
          new Part("time scale ", Fact.TIME_SCALE, ""),
          new Part("seed ", Fact.SEED, ""),
          new Part("hashes of profiles: ", Fact.PROFILE_HASHES, ""));

  /** What has a sentence of its own, also where it is absent. */
  private static final Set<Fact> CALIBRATION = Set.of(Fact.CALIBRATED_AT, Fact.HIGHEST_RATE);

  private Provenance() {}

  /** A fact as it reads in a sentence; left out where it is absent. */
  private record Part(String before, Fact fact, String after) {

    Optional<String> of(Environment environment) {
      return environment.fact(fact).map(value -> before + value + after);
    }
  }

  static List<String> of(Run run) {
    Environment environment = run.environment();
    if (environment.facts().isEmpty()) {
      return List.of(
          "Measured in "
              + run.name()
              + ". No environment file stands beside it: machine, versions and commit are unknown.");
    }
    return Stream.of(
            Stream.of(origin(run)),
            lines(environment),
            Stream.of(limit(environment)),
            missing(environment).stream())
        .flatMap(Function.identity())
        .toList();
  }

  /** The lines on machine, versions and simulator that these facts come to. */
  static Stream<String> lines(Environment environment) {
    return Stream.of(
            line("Machine", MACHINE, environment),
            line("Versions", VERSIONS, environment),
            line("Simulator", SIMULATOR, environment))
        .flatMap(Optional::stream);
  }

  private static String origin(Run run) {
    Environment environment = run.environment();
    return Stream.of(
            new Part("commit ", Fact.COMMIT, changes(environment)),
            new Part("", Fact.STARTED_AT, ""),
            new Part("preset ", Fact.PRESET, ""))
        .flatMap(part -> part.of(environment).stream())
        .map(part -> ", " + part)
        .collect(Collectors.joining("", "Measured in " + run.name(), "."));
  }

  private static Optional<String> missing(Environment environment) {
    String missing =
        environment.missing().stream()
            .filter(fact -> !CALIBRATION.contains(fact))
            .map(Fact::key)
            .collect(Collectors.joining(", "));
    return missing.isEmpty() ? Optional.empty() : Optional.of("Not recorded: " + missing + ".");
  }

  /** Above which figures the simulator was measured, if that is known. */
  private static String limit(Environment environment) {
    return environment
        .fact(Fact.HIGHEST_RATE)
        .map(Double::parseDouble)
        .map(
            rate ->
                "Limit: figures above %s predictions/s on this machine measure the simulator%s."
                    .formatted(Figures.count(rate), calibrated(environment)))
        .orElse(
            "Limit: unknown, since the simulator was not calibrated on this machine before the"
                + " run.");
  }

  private static String calibrated(Environment environment) {
    return environment
        .fact(Fact.CALIBRATED_AT)
        .map(instant -> " (calibrated " + instant + ")")
        .orElse("");
  }

  private static String changes(Environment environment) {
    return environment
        .fact(Fact.DIRTY)
        .filter("true"::equals)
        .map(dirty -> " with changes")
        .orElse("");
  }

  private static Optional<String> line(String subject, List<Part> parts, Environment environment) {
    List<String> known = parts.stream().flatMap(part -> part.of(environment).stream()).toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(subject + ": " + String.join(", ", known) + ".");
  }
}
