package org.dspybench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;

@DisplayName("A run in pairs")
class PairedRunTest implements PairedRun.Launcher, PairedRun.Listener {

  private static final int BASE_MILLIS = 100;
  private static final int HEAD_MILLIS = 200;
  private static final int ROUNDS = 3;

  private final Cell a = Cells.workers(1, ROUNDS);
  private final Cell b = Cells.workers(2, ROUNDS);

  /** How many of a side's next launches of a cell fail. */
  private final Map<String, Integer> failures = new HashMap<>();

  private final List<String> launched = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final List<LaunchProgress> began = new ArrayList<>();
  private int ended;
  private int endAt = Integer.MAX_VALUE;

  @TempDir Path folder;

  private PairedRun.Results run(PairFolder pairs) throws Exception {
    return new PairedRun(
            List.of(a, b), ROUNDS, 42, Duration.ofMinutes(6), pairs, this, this, () -> 0)
        .run();
  }

  private PairFolder fresh() throws IOException {
    return PairFolder.begin(folder.resolve("pairs"), "the plan");
  }

  @Override
  public RunResult launch(Side side, Cell cell) throws LaunchException {
    String name = name(side, cell);
    launched.add(name);
    int left = failures.getOrDefault(name, 0);
    if (left > 0 || hasEnded()) {
      failures.put(name, left - 1);
      throw LaunchException.withoutResult();
    }
    return Launched.of(cell, side == Side.BASE ? BASE_MILLIS : HEAD_MILLIS);
  }

  private static String name(Side side, Cell cell) {
    return side.label() + " " + cell.planned().params().get("workers");
  }

  @Override
  public boolean hasEnded() {
    return launched.size() >= endAt;
  }

  @Override
  public void began(LaunchProgress progress) {
    began.add(progress);
  }

  @Override
  public void failed(Side side, Cell cell, String reason, boolean again) {
    failed.add(name(side, cell) + " " + again);
  }

  @Override
  public void ended() {
    ended++;
  }

  private static List<Integer> forks(Map<Cell, RunResult> results) {
    return results.values().stream().map(result -> result.getParams().getForks()).toList();
  }

  private static List<Double> scores(Map<Cell, RunResult> results) {
    return results.values().stream().map(result -> result.getPrimaryResult().getScore()).toList();
  }

  @Test
  @DisplayName(
      "launches both sides of a cell one right after the other, as often as there are rounds")
  void sides_areLaunchedSideBySide() throws Exception {
    PairedRun.Results results = run(fresh());

    assertThat(launched).hasSize(2 * 2 * ROUNDS);
    for (int i = 0; i < launched.size(); i += 2) {
      assertThat(launched.get(i).substring(5)).isEqualTo(launched.get(i + 1).substring(5));
      assertThat(launched.get(i)).isNotEqualTo(launched.get(i + 1));
    }
    assertThat(forks(results.base())).containsExactly(ROUNDS, ROUNDS);
    assertThat(scores(results.base())).containsOnly((double) BASE_MILLIS);
    assertThat(scores(results.head())).containsOnly((double) HEAD_MILLIS);
    assertThat(results.failures()).isZero();
    assertThat(began).extracting(LaunchProgress::launch).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(ended).isEqualTo(1);
    assertThat(began.get(0).left()).isEqualTo(Duration.ofMinutes(6));
  }

  @Test
  @DisplayName("tries a launch that fails once more, and counts it")
  void failedLaunch_isTriedAgain() throws Exception {
    failures.put("head 1", 1);

    PairedRun.Results results = run(fresh());

    assertThat(failed).containsExactly("head 1 true");
    assertThat(results.failures()).isEqualTo(1);
    assertThat(forks(results.head())).containsExactly(ROUNDS, ROUNDS);
  }

  @Test
  @DisplayName("gives up a cell of which a launch fails twice, and keeps whole pairs only")
  void cellThatFailsTwice_isGivenUp() throws Exception {
    failures.put("head 1", 2);

    PairedRun.Results results = run(fresh());

    assertThat(failed).containsExactly("head 1 true", "head 1 false");
    assertThat(forks(results.base())).containsExactly(ROUNDS);
    assertThat(forks(results.head())).containsExactly(ROUNDS);
  }

  @Test
  @DisplayName("goes on after an end with the pairs that it kept, and measures no other twice")
  void resume_measuresTheRestAlone() throws Exception {
    endAt = 5;
    PairedRun.Results before = run(fresh());
    endAt = Integer.MAX_VALUE;
    launched.clear();

    PairedRun.Results after = run(PairFolder.resume(folder.resolve("pairs"), "the plan"));

    assertThat(before.base()).isNotEmpty();
    assertThat(failed).isEmpty();
    assertThat(launched).hasSize(2 * 2 * ROUNDS - 4);
    assertThat(forks(after.base())).containsExactly(ROUNDS, ROUNDS);
    assertThat(scores(after.head())).containsOnly((double) HEAD_MILLIS);
  }

  @Test
  @DisplayName("mixes no pairs of two plans, and begins in no folder that has some")
  void folder_isOfOnePlan() throws Exception {
    run(fresh());
    Path pairs = folder.resolve("pairs");

    assertThatThrownBy(() -> PairFolder.begin(pairs, "the plan")).hasMessageContaining("--resume");
    assertThatThrownBy(() -> PairFolder.resume(pairs, "another"))
        .hasMessageContaining("holds pairs of other builds");
    assertThatThrownBy(() -> PairFolder.resume(folder.resolve("none"), "the plan"))
        .hasMessageContaining("leave --resume out");
  }
}
