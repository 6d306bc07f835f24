package org.dspybench.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures two builds in pairs: for each cell and round a launch of the one and, right after it, a
 * launch of the other, in an order that chance decides. A launch that fails is tried once more. A
 * cell of which a launch fails again is given up, for its pairs could no longer become complete.
 */
public final class PairedRun {

  private static final int ATTEMPTS = 2;

  /** What cells are measured with. */
  public interface Launcher {

    /**
     * Measures a cell of one side in a single fork.
     *
     * @throws LaunchException when the benchmark fails
     * @throws RunnerException when JMH cannot be run at all
     */
    RunResult launch(Side side, Cell cell) throws LaunchException, RunnerException;

    /**
     * Whether somebody has asked for the end: what failed then is no fault, and nothing follows.
     */
    boolean hasEnded();
  }

  /** Is told of each step, in the thread that runs. */
  public interface Listener {

    /** A pair begins. */
    void began(LaunchProgress progress);

    /**
     * A launch has failed.
     *
     * @param again whether it is tried once more
     */
    void failed(Side side, Cell cell, String reason, boolean again);

    /** Nothing more begins. */
    void ended();
  }

  /**
   * What was measured: the sides have the same cells, and as many forks of each; forks at the same
   * place are a pair.
   *
   * @param base of the side that is compared with, in the order of the cells
   * @param head of the side that is judged, in the same order
   * @param failures launches that failed, also those that succeeded when tried again
   */
  public record Results(Map<Cell, RunResult> base, Map<Cell, RunResult> head, int failures) {

    /** Copies both sides. */
    public Results {
      base = Collections.unmodifiableMap(new LinkedHashMap<>(base));
      head = Collections.unmodifiableMap(new LinkedHashMap<>(head));
    }

    /** What was measured of a side. */
    public Collection<RunResult> of(Side side) {
      return (side == Side.BASE ? base : head).values();
    }

    /** These results, and fresh ones in place of those of some cells. */
    public Results replaced(Collection<Cell> cells, Results fresh) {
      Map<Cell, RunResult> ofBase = new LinkedHashMap<>(base);
      Map<Cell, RunResult> ofHead = new LinkedHashMap<>(head);
      ofBase.keySet().removeAll(cells);
      ofHead.keySet().removeAll(cells);
      ofBase.putAll(fresh.base);
      ofHead.putAll(fresh.head);
      return new Results(ofBase, ofHead, failures + fresh.failures);
    }
  }

  private final List<List<Pair>> order;
  private final PairFolder folder;
  private final Launcher launcher;
  private final Listener listener;
  private final LongSupplier nanoClock;
  private final TimeLeft timeLeft;
  private final MergedForks base;
  private final MergedForks head;
  private final Set<Cell> givenUp = new HashSet<>();
  private int failures;

  /**
   * A run that has not begun.
   *
   * @param rounds how many pairs to measure of each cell
   * @param seed of the order
   * @param promised what is told to be the time left before a pair has ended
   * @param folder where pairs are kept, and looked for before they are measured
   * @param nanoClock a clock as {@link System#nanoTime}
   */
  public PairedRun(
      List<Cell> cells,
      int rounds,
      long seed,
      Duration promised,
      PairFolder folder,
      Launcher launcher,
      Listener listener,
      LongSupplier nanoClock) {
    this.order = PairOrder.of(cells, rounds, seed);
    this.folder = folder;
    this.launcher = launcher;
    this.listener = listener;
    this.nanoClock = nanoClock;
    this.timeLeft = new TimeLeft(promised, cells.size() * rounds);
    this.base = new MergedForks(cells);
    this.head = new MergedForks(cells);
  }

  /**
   * Runs until all is measured, given up, or the launcher is ended.
   *
   * @throws RunnerException when JMH cannot be run
   * @throws IOException when a pair cannot be kept or read
   */
  public Results run() throws RunnerException, IOException {
    try {
      measureAll();
    } finally {
      listener.ended();
    }
    return new Results(base.byCell(), head.byCell(), failures);
  }

  private void measureAll() throws RunnerException, IOException {
    List<Pair> all = order.stream().flatMap(List::stream).toList();
    for (int i = 0; i < all.size() && !launcher.hasEnded(); i++) {
      Pair pair = all.get(i);
      Optional<MeasuredPair> measured = folder.find(pair);
      if (measured.isEmpty() && !givenUp.contains(pair.cell())) {
        listener.began(progress(i, all));
        measured = measure(pair);
      }
      if (measured.isPresent()) {
        base.add(pair.cell(), measured.get().base());
        head.add(pair.cell(), measured.get().head());
      }
    }
  }

  private LaunchProgress progress(int done, List<Pair> all) {
    List<Cell> left =
        all.subList(done, all.size()).stream()
            .map(Pair::cell)
            .filter(cell -> !givenUp.contains(cell))
            .toList();
    Pair pair = all.get(done);
    return new LaunchProgress(
        pair.round(), order.size(), done + 1, all.size(), pair.cell(), timeLeft.of(left));
  }

  private Optional<MeasuredPair> measure(Pair pair) throws RunnerException, IOException {
    long begin = nanoClock.getAsLong();
    Optional<RunResult> first = launch(pair.first(), pair.cell());
    Optional<RunResult> second =
        first.isPresent() ? launch(pair.first().other(), pair.cell()) : Optional.empty();
    if (second.isEmpty()) {
      givenUp.add(pair.cell());
      return Optional.empty();
    }
    timeLeft.ended(pair.cell(), Duration.ofNanos(nanoClock.getAsLong() - begin));
    MeasuredPair measured = MeasuredPair.of(pair.first(), first.orElseThrow(), second.get());
    folder.keep(pair, measured);
    return Optional.of(measured);
  }

  private Optional<RunResult> launch(Side side, Cell cell) throws RunnerException {
    for (int attempt = 1; attempt <= ATTEMPTS && !launcher.hasEnded(); attempt++) {
      try {
        return Optional.of(launcher.launch(side, cell));
      } catch (LaunchException e) {
        if (!launcher.hasEnded()) {
          failures++;
          listener.failed(side, cell, String.valueOf(e.getMessage()), attempt < ATTEMPTS);
        }
      }
    }
    return Optional.empty();
  }
}
