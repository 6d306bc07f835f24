package org.dspybench.compare;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dspybench.results.ResultRow;
import org.dspybench.results.Run;

/**
 * Rounds of pairs that were recorded with {@code pairs}, both sides built from the same commit, and
 * the gates that could have been made of them: some rounds, in which a coin decides anew which of
 * two launches is called head.
 *
 * @param benchmarks what was measured in each
 * @param rounds how many
 */
record RecordedRounds(List<Benchmark> benchmarks, int rounds) {

  /** As {@code pairs} measures by default. */
  static final int SCREENED = 8;

  static final int FRESH = 20;

  /**
   * A benchmark.
   *
   * @param name with its parameters
   * @param launches of base and of head, by round, as logarithms of what each cost
   * @param iterations of base and of head, by round, in milliseconds
   */
  record Benchmark(
      String name, Map<Quantity, double[][]> launches, List<List<List<Double>>> iterations) {

    /**
     * Base and head of a quantity, in some rounds, with the labels swapped where a coin says so.
     */
    Effect effect(Quantity quantity, List<Integer> rounds, boolean[] swapped, double slowdown) {
      double[][] logs = Objects.requireNonNull(launches.get(quantity));
      double added = quantity.isCounted() ? 0 : Math.log(slowdown);
      return Effect.paired(
          rounds.stream().mapToDouble(round -> logs[swapped[round] ? 1 : 0][round]).toArray(),
          rounds.stream()
              .mapToDouble(round -> logs[swapped[round] ? 0 : 1][round] + added)
              .toArray());
    }

    /** All iterations of one side, in some rounds. */
    double[] pooled(int side, List<Integer> rounds, boolean[] swapped) {
      return rounds.stream()
          .flatMap(round -> iterations.get(swapped[round] ? 1 - side : side).get(round).stream())
          .mapToDouble(Double::doubleValue)
          .toArray();
    }
  }

  /**
   * A gate that could have been.
   *
   * @param first the rounds of the screening
   * @param fresh those after it
   * @param swapped for each benchmark and round, whether base is called head
   */
  record Draw(List<Integer> first, List<Integer> fresh, Map<String, boolean[]> swapped) {}

  /** Reads {@code base.json} and {@code head.json} of a folder beside this class. */
  static RecordedRounds read(String folder) throws IOException, URISyntaxException {
    Run base = run(folder, "base.json");
    Run head = run(folder, "head.json");
    Map<ResultRow.Identity, ResultRow> ofHead = new HashMap<>();
    head.results().rows().forEach(row -> ofHead.put(row.identity(), row));
    List<Benchmark> benchmarks = new ArrayList<>();
    for (ResultRow row : base.results().rows()) {
      benchmarks.add(benchmark(row, Objects.requireNonNull(ofHead.get(row.identity()))));
    }
    return new RecordedRounds(benchmarks, base.results().rows().get(0).primary().forks().size());
  }

  private static Run run(String folder, String file) throws IOException, URISyntaxException {
    return Run.read(
        Path.of(
            Objects.requireNonNull(RecordedRounds.class.getResource(folder + "/" + file)).toURI()));
  }

  private static Benchmark benchmark(ResultRow base, ResultRow head) {
    Map<Quantity, double[][]> launches = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      if (quantity.of(base).isPresent()) {
        launches.put(
            quantity,
            new double[][] {
              quantity.logCosts(quantity.of(base).orElseThrow()),
              quantity.logCosts(quantity.of(head).orElseThrow())
            });
      }
    }
    return new Benchmark(
        base.describe(), launches, List.of(base.primary().forks(), head.primary().forks()));
  }

  /** Rounds for a screening and for fresh pairs, none of them twice, with labels by a coin. */
  Draw draw(Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rounds).boxed().toList());
    Collections.shuffle(order, random);
    Map<String, boolean[]> swapped = new HashMap<>();
    for (Benchmark benchmark : benchmarks) {
      boolean[] coins = new boolean[rounds];
      for (int round = 0; round < rounds; round++) {
        coins[round] = random.nextBoolean();
      }
      swapped.put(benchmark.name, coins);
    }
    return new Draw(
        List.copyOf(order.subList(0, SCREENED)),
        List.copyOf(order.subList(SCREENED, SCREENED + FRESH)),
        swapped);
  }

  /**
   * What the gate says of a draw, in its two stages.
   *
   * @param slowed the benchmark to which a slowdown of head is added; none has an empty name
   * @param slowdown the factor on its time
   */
  Comparison gate(Draw draw, String slowed, double slowdown) {
    Comparison screened = comparison(draw, draw.first, Set.of(), slowed, slowdown);
    Set<String> candidates = Screening.candidates(screened);
    return comparison(draw, draw.fresh, candidates, slowed, slowdown);
  }

  /** Where there are candidates, all others keep their first pairs, and are settled. */
  private Comparison comparison(
      Draw draw, List<Integer> chosen, Set<String> candidates, String slowed, double slowdown) {
    boolean first = chosen.equals(draw.first);
    List<Judgement.Case> times = new ArrayList<>();
    List<Judgement.Case> counts = new ArrayList<>();
    for (Benchmark benchmark : benchmarks) {
      boolean settled = !first && !candidates.contains(benchmark.name);
      double factor = benchmark.name.equals(slowed) ? slowdown : 1;
      for (Quantity quantity : benchmark.launches.keySet()) {
        Effect effect =
            benchmark.effect(
                quantity,
                settled ? draw.first : chosen,
                Objects.requireNonNull(draw.swapped.get(benchmark.name)),
                factor);
        (quantity.isCounted() ? counts : times)
            .add(
                new Judgement.Case(
                    benchmark.name,
                    quantity,
                    effect,
                    settled ? Standing.SETTLED : Standing.JUDGED));
      }
    }
    return Comparisons.of(times, counts);
  }

  /** The names of what a comparison calls regressed. */
  static Stream<String> regressed(Comparison comparison) {
    return comparison
        .all()
        .filter(judged -> judged.verdict() == Verdict.REGRESSED)
        .map(judged -> judged.compared().benchmark())
        .distinct();
  }
}
