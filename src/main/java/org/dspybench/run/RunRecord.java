package org.dspybench.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dspybench.files.WholeFile;
import org.dspybench.python.JepVersion;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.results.Completeness;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;
import org.dspybench.results.Redaction;
import org.dspybench.results.ResultFile;
import org.dspybench.results.ResultRow;
import org.dspybench.results.calibration.Calibration;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * What is kept of a run: JMH's results, and beside them the environment they were measured in.
 *
 * @param plan what was to be run
 * @param identity which run it was
 * @param python the environment that the forks used
 * @param peers what the peers ran on, empty where none was asked
 * @param calibration the newest of the simulator on this machine, empty without one
 */
public record RunRecord(
    Plan plan,
    RunIdentity identity,
    PythonEnvironment python,
    Optional<String> peers,
    Optional<Calibration> calibration) {

  private static final Pattern PLACE_ON_THIS_MACHINE =
      Pattern.compile("(-Ddspybench\\.(?:python|simulator)=|\"jvm\" : \")[^\"]*");

  /** Writes the results, as a whole or not at all; JSON gets its environment beside it. */
  public void write(Collection<RunResult> results, ResultFormatType format, Path file)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    WholeFile.write(file, formatted(results, format));
    if (format == ResultFormatType.JSON) {
      environment().write(Environment.pathBeside(file));
    }
  }

  /** What was planned and is not in the results, in words; empty when all is there. */
  public List<String> missing(Collection<RunResult> results) throws IOException {
    return Completeness.missing(plan.runs(), results.isEmpty() ? List.of() : rows(results));
  }

  private static List<ResultRow> rows(Collection<RunResult> results) throws IOException {
    Path copy = Files.createTempFile("dspybench-", ".json");
    try {
      Files.writeString(copy, formatted(results, ResultFormatType.JSON));
      return ResultFile.read(copy).rows();
    } finally {
      Files.delete(copy);
    }
  }

  private static String formatted(Collection<RunResult> results, ResultFormatType format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ResultFormatFactory.getInstance(format, out).writeOut(results);
    return redacted(bytes.toString(StandardCharsets.UTF_8));
  }

  /**
   * JMH writes the forks' JVM arguments down as they are, a key among them too, and paths that say
   * nothing on another machine.
   */
  static String redacted(String results) {
    return PLACE_ON_THIS_MACHINE.matcher(Redaction.ofJson(results)).replaceAll("$1(redacted)");
  }

  private Environment environment() {
    Environment environment =
        Environment.ofThisMachine()
            .withQuestions(plan.questions())
            .with(Fact.STARTED_AT, identity.startedAt().toString())
            .with(Fact.PYTHON, python.version())
            .with(Fact.INTERPRETER_LOCK, python.interpreterLock())
            .with(Fact.JEP_JAVA, JepVersion.ofJavaPart());
    environment = with(environment, Fact.PRESET, identity.preset());
    environment = with(environment, Fact.DSPY, python.packageVersion("dspy"));
    environment = with(environment, Fact.LITELLM, python.packageVersion("litellm"));
    environment = with(environment, Fact.JEP_NATIVE, python.packageVersion("jep"));
    environment = with(environment, Fact.PEERS, peers);
    environment = with(environment, Fact.SEED, theOne("seed"));
    environment = with(environment, Fact.PROFILE, theOne("profile"));
    environment = with(environment, Fact.TIME_SCALE, theOne("timeScale"));
    environment = with(environment, Fact.PROFILE_HASHES, profileHashes());
    environment = with(environment, Fact.CALIBRATED_AT, calibration.map(Calibration::startedAt));
    environment = with(environment, Fact.HIGHEST_RATE, calibration.map(RunRecord::highestRate));
    Environment unpaired = environment;
    environment = identity.pairing().map(pairing -> pairing.in(unpaired)).orElse(environment);
    environment = with(environment, Fact.COMMIT, identity.commit().map(BuildCommit::id));
    return with(environment, Fact.DIRTY, identity.commit().map(c -> String.valueOf(c.dirty())));
  }

  private static String highestRate(Calibration calibration) {
    return String.valueOf(Math.round(calibration.measured().ceiling().requestsPerSecond()));
  }

  private static Environment with(Environment environment, Fact fact, Optional<String> value) {
    return value.map(v -> environment.with(fact, v)).orElse(environment);
  }

  /** The profiles that were asked for, each with its hash; empty where none was. */
  private Optional<String> profileHashes() {
    return plan.runs().stream()
        .flatMap(run -> Optional.ofNullable(run.params().get("profile")).stream())
        .distinct()
        .sorted()
        .map(name -> name + " " + SimulatorProfile.named(name).hash())
        .reduce((all, next) -> all + ", " + next);
  }

  /** The value of a parameter, if all benchmarks that have it were run with the same. */
  private Optional<String> theOne(String parameter) {
    Set<String> values =
        plan.runs().stream()
            .flatMap(run -> Optional.ofNullable(run.params().get(parameter)).stream())
            .collect(Collectors.toSet());
    return values.size() == 1 ? values.stream().findFirst() : Optional.empty();
  }
}
