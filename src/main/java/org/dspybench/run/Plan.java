package org.dspybench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dspybench.benchmarks.peer.PeerEnvironment;
import org.dspybench.python.PythonUnavailableException;
import org.dspybench.results.PlannedRun;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What JMH will run for given options: one entry for each benchmark and set of parameters.
 *
 * @param runs the entries
 * @param questions the question that each benchmark class answers, by its simple name
 */
public record Plan(List<PlannedRun> runs, SortedMap<String, String> questions) {

  /** A parameter that only the peers have. */
  private static final String PEERS_ALONE = "engine";

  /** Works out the plan, as JMH's own runner would. */
  public static Plan of(Options options) {
    List<PlannedRun> runs = new ArrayList<>();
    SortedMap<String, String> questions = new TreeMap<>();
    for (BenchmarkListEntry entry : find(options)) {
      addQuestion(entry, questions);
      for (SortedMap<String, String> params : combinations(parameters(entry, options))) {
        runs.add(
            new PlannedRun(
                entry.getUsername(), params, forks(entry, options), iterations(entry, options)));
      }
    }
    return new Plan(List.copyOf(runs), questions);
  }

  private static Iterable<BenchmarkListEntry> find(Options options) {
    return BenchmarkList.defaultList()
        .find(
            OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT),
            options.getIncludes(),
            options.getExcludes());
  }

  private static void addQuestion(BenchmarkListEntry entry, Map<String, String> questions) {
    String name = entry.getUserClassQName();
    BenchmarkClasses.asks(name)
        .ifPresent(asks -> questions.put(name.substring(name.lastIndexOf('.') + 1), asks.value()));
  }

  /** Values of each parameter: those of the options, else those of the annotation. */
  private static SortedMap<String, List<String>> parameters(
      BenchmarkListEntry entry, Options options) {
    SortedMap<String, List<String>> values = new TreeMap<>();
    if (entry.getParams().hasValue()) {
      entry
          .getParams()
          .get()
          .forEach(
              (name, defaults) ->
                  values.put(
                      name,
                      options.getParameter(name).hasValue()
                          ? List.copyOf(options.getParameter(name).get())
                          : List.of(defaults)));
    }
    return values;
  }

  private static List<SortedMap<String, String>> combinations(
      SortedMap<String, List<String>> parameters) {
    List<SortedMap<String, String>> combinations = List.of(new TreeMap<>());
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      List<SortedMap<String, String>> more = new ArrayList<>();
      for (SortedMap<String, String> combination : combinations) {
        for (String value : parameter.getValue()) {
          SortedMap<String, String> extended = new TreeMap<>(combination);
          extended.put(parameter.getKey(), value);
          more.add(extended);
        }
      }
      combinations = more;
    }
    return combinations;
  }

  private static int forks(BenchmarkListEntry entry, Options options) {
    return options.getForkCount().orElse(entry.getForks().orElse(Defaults.MEASUREMENT_FORKS));
  }

  private static int iterations(BenchmarkListEntry entry, Options options) {
    return options
        .getMeasurementIterations()
        .orElse(entry.getMeasurementIterations().orElse(Defaults.MEASUREMENT_ITERATIONS));
  }

  /**
   * What the peers run on, in words; empty where none is asked.
   *
   * @throws PythonUnavailableException when peers are to be asked and have no Python environment,
   *     or one that lacks something
   */
  public Optional<String> peerPackages() {
    return runs.stream().anyMatch(run -> run.params().containsKey(PEERS_ALONE))
        ? Optional.of(PeerEnvironment.find().packages())
        : Optional.empty();
  }
}
