package org.dspybench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dspybench.files.WholeFile;

/**
 * Where and on what a run was made, and what its benchmarks ask. A fact that could not be found is
 * absent, and listed as missing in the file; none is made up.
 *
 * @param facts what was found
 * @param questions the question that each benchmark class answers, by its simple name
 */
public record Environment(Map<Fact, String> facts, SortedMap<String, String> questions) {

  /** Most runs ask no peer, and are measured by themselves. */
  private static final Set<Fact> OF_FEW =
      Set.of(Fact.PEERS, Fact.PAIRING, Fact.SETTLED, Fact.INFORMATION);

  private static final String CHECK = "smoke";

  /**
   * Copies {@code facts} and {@code questions}.
   *
   * @throws IllegalArgumentException for a fact that is blank, or no number where it has to be one
   */
  public Environment {
    facts.forEach(Environment::requireForm);
    EnumMap<Fact, String> ordered = new EnumMap<>(Fact.class);
    ordered.putAll(facts);
    facts = Collections.unmodifiableMap(ordered);
    questions = Collections.unmodifiableSortedMap(new TreeMap<>(questions));
  }

  /** Nothing known. */
  public static Environment unknown() {
    return new Environment(Map.of(), new TreeMap<>());
  }

  /** What Java can see by itself: JDK, VM, operating system, processor, cores and memory. */
  public static Environment ofThisMachine() {
    return new Environment(MachineFacts.gather(Path.of("/proc/cpuinfo")), new TreeMap<>());
  }

  /** This environment with one more fact. */
  public Environment with(Fact fact, String value) {
    EnumMap<Fact, String> more = new EnumMap<>(Fact.class);
    more.putAll(facts);
    more.put(fact, value);
    return new Environment(more, questions);
  }

  /** This environment with the questions of the benchmark classes, by their simple names. */
  public Environment withQuestions(Map<String, String> asked) {
    return new Environment(facts, new TreeMap<>(asked));
  }

  /** A fact, absent where it was not found. */
  public Optional<String> fact(Fact fact) {
    return Optional.ofNullable(facts.get(fact));
  }

  /**
   * Whether the run was to tell that benchmarks run, and not how fast: the preset {@code smoke}.
   */
  public boolean isOfCheck() {
    return CHECK.equals(facts.get(Fact.PRESET));
  }

  /** The question that a benchmark class answers, absent where the class is not known. */
  public Optional<String> question(String simpleClassName) {
    return Optional.ofNullable(questions.get(simpleClassName));
  }

  /** The facts that were not found. */
  public List<Fact> missing() {
    return Arrays.stream(Fact.values())
        .filter(fact -> !OF_FEW.contains(fact))
        .filter(fact -> !facts.containsKey(fact))
        .toList();
  }

  /**
   * Where the environment of a file of results stands: {@code X.env.json} beside {@code X.json}.
   */
  public static Path pathBeside(Path results) {
    String name = String.valueOf(results.getFileName());
    return results.resolveSibling(name.replaceFirst("\\.json$", "") + ".env.json");
  }

  /**
   * Reads the environment beside a file of results; absent where there is none.
   *
   * @throws ResultFileException where the file is there and cannot be used
   */
  public static Optional<Environment> readBeside(Path results) throws IOException {
    Path path = pathBeside(results);
    return Files.exists(path) ? Optional.of(read(path)) : Optional.empty();
  }

  /**
   * Reads an environment file.
   *
   * @throws ResultFileException where it cannot be used
   */
  public static Environment read(Path path) throws IOException {
    return EnvironmentJson.read(path);
  }

  /** Writes an environment file, as a whole or not at all. */
  public void write(Path path) throws IOException {
    WholeFile.write(path, EnvironmentJson.of(this));
  }

  private static void requireForm(Fact fact, String value) {
    if (!fact.admits(value)) {
      throw new IllegalArgumentException(
          fact.key() + " cannot be '" + value + "': leave out what is not known");
    }
  }
}
