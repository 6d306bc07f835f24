package org.dspybench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dspybench.compare.Screening;
import org.dspybench.results.PlannedRun;
import org.dspybench.run.Cell;
import org.dspybench.run.PairFolder;
import org.dspybench.run.PairedRun;
import org.dspybench.run.Plan;
import org.dspybench.run.PresetPlan;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The two stages of measuring pairs: some of everything, then fresh ones of what may have changed,
 * which are kept in the place of the first.
 *
 * @param out where the results go
 * @param plan names the cells
 * @param cells what is measured
 * @param rounds pairs of each, in the first stage
 * @param fresh pairs of each candidate, in the second; 0 where there is no second stage
 * @param records keeps what is measured
 * @param say tells the user
 */
record PairStages(
    Path out,
    PresetPlan plan,
    List<Cell> cells,
    int rounds,
    int fresh,
    PairRecords records,
    Consumer<String> say) {

  /** What a stage is measured by. */
  interface Stage {

    /**
     * Measures pairs of some cells, until all are done, given up, or this has ended.
     *
     * @param seed of the order
     * @param folder where they are kept
     */
    PairedRun.Results measure(List<Cell> cells, int pairs, long seed, PairFolder folder)
        throws IOException, RunnerException;

    /** Whether somebody has asked for the end. */
    boolean hasEnded();
  }

  /**
   * Where the pairs of the first stage are kept.
   *
   * @param resume whether those of an interrupted run are there
   * @throws IOException where they are and should not be, or the other way round
   */
  PairFolder screening(boolean resume) throws IOException {
    Path folder = pairs("screening");
    String words = words(cells, rounds);
    return resume ? PairFolder.resume(folder, words) : PairFolder.begin(folder, words);
  }

  private Path pairs(String stage) {
    return out.resolve("pairs").resolve(stage);
  }

  private String words(List<Cell> ofStage, int pairs) {
    return "%s, seed %d, %d rounds of%n%s%n"
        .formatted(
            records.jars().describe(),
            records.seed(),
            pairs,
            ofStage.stream().map(Cell::toString).collect(Collectors.joining("\n")));
  }

  /**
   * Measures and keeps both stages, or as far as they get before the end is asked for.
   *
   * @return whether all is there
   */
  boolean run(PairFolder screening, Stage stage) throws IOException, RunnerException {
    PairedRun.Results screened = stage.measure(cells, rounds, records.seed(), screening);
    if (screened.base().isEmpty()) {
      say.accept("nothing was measured");
      return false;
    }
    if (fresh == 0 || stage.hasEnded()) {
      return keep(screened, List.of(), List.of(), stage);
    }
    Path folder = out.resolve("screening");
    records.write(folder, planned(List.of()), screened, List.of());
    Set<String> suspects = Screening.candidates(PairRecords.compared(folder));
    List<Cell> candidates =
        cells.stream().filter(cell -> suspects.contains(cell.planned().describe())).toList();
    List<String> settled =
        screened.base().keySet().stream()
            .filter(cell -> !cell.information())
            .map(cell -> cell.planned().describe())
            .filter(benchmark -> !suspects.contains(benchmark))
            .toList();
    if (candidates.isEmpty()) {
      say.accept("the screening found nothing that may have changed");
      return keep(screened, candidates, settled, stage);
    }
    say.accept(
        "may have changed, and gets %d fresh pairs: %s"
            .formatted(
                fresh, candidates.stream().map(plan::describe).collect(Collectors.joining("; "))));
    PairFolder freshPairs = PairFolder.resumeOrBegin(pairs("fresh"), words(candidates, fresh));
    PairedRun.Results afresh = stage.measure(candidates, fresh, records.seed() + 1, freshPairs);
    return keep(screened.replaced(candidates, afresh), candidates, settled, stage);
  }

  private boolean keep(
      PairedRun.Results results, List<Cell> candidates, List<String> settled, Stage stage)
      throws IOException {
    Plan whole = planned(candidates);
    records.write(out, whole, results, settled);
    if (results.failures() > 0) {
      say.accept("launches that failed: " + results.failures());
    }
    if (stage.hasEnded()) {
      say.accept("interrupted; go on with --resume");
      return false;
    }
    List<String> missing = records.missing(whole, results);
    missing.forEach(say);
    return missing.isEmpty();
  }

  private Plan planned(List<Cell> candidates) {
    return new Plan(
        cells.stream()
            .map(cell -> planned(cell.planned(), candidates.contains(cell) ? fresh : rounds))
            .toList(),
        plan.whole().questions());
  }

  private static PlannedRun planned(PlannedRun run, int pairs) {
    return new PlannedRun(run.benchmark(), run.params(), pairs, run.iterations());
  }
}
