package org.dspybench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

@DisplayName("An interleaved run")
class InterleavedRunTest implements InterleavedRun.Launcher, InterleavedRun.Listener {

  private static final Duration LAUNCH = Duration.ofSeconds(10);

  private final Cell a = Cells.workers(1, 3);
  private final Cell b = Cells.workers(2, 3);
  private final Cell c = Cells.workers(4, 1);

  /** How many of a cell's next launches fail. */
  private final Map<Cell, Integer> failures = new HashMap<>();

  private final List<Cell> launched = new ArrayList<>();
  private final List<LaunchProgress> began = new ArrayList<>();
  private final List<Integer> soFar = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private int endAt = Integer.MAX_VALUE;
  private long now;

  private List<RunResult> run() throws Exception {
    PresetPlan plan = new PresetPlan(List.of(a, b, c), new Plan(List.of(), new TreeMap<>()));
    return new InterleavedRun(plan, Duration.ofMinutes(7), this, this, () -> now).run();
  }

  @Override
  public RunResult launch(Cell cell) throws LaunchException, RunnerException {
    launched.add(cell);
    now += LAUNCH.toNanos();
    int left = failures.getOrDefault(cell, 0);
    if (left > 0 || hasEnded()) {
      failures.put(cell, left - 1);
      throw LaunchException.withoutResult();
    }
    return Launched.of(cell, launched.size(), launched.size());
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
  public void measured(List<RunResult> results) {
    soFar.add(results.stream().mapToInt(result -> result.getBenchmarkResults().size()).sum());
  }

  @Override
  public void failed(Cell cell, String reason, boolean again) {
    failed.add(cell.planned().params().get("workers") + " " + reason + " " + again);
  }

  private static List<Integer> forks(List<RunResult> results) {
    return results.stream().map(result -> result.getParams().getForks()).toList();
  }

  @Test
  @DisplayName("measures every cell once in a round, then again, backwards")
  void everyCell_isMeasuredOnceInARound() throws Exception {
    List<RunResult> results = run();

    assertThat(launched).containsExactly(a, b, c, b, a, a, b);
    assertThat(forks(results)).containsExactly(3, 3, 1);
    assertThat(began).extracting(LaunchProgress::round).containsExactly(1, 1, 1, 2, 2, 3, 3);
    assertThat(began).extracting(LaunchProgress::launch).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(began).allMatch(progress -> progress.launches() == 7 && progress.rounds() == 3);
  }

  @Test
  @DisplayName("tells after each launch all that is measured so far")
  void measuredSoFar_growsWithEachLaunch() throws Exception {
    run();

    assertThat(soFar).containsExactly(1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  @DisplayName("tells the time left: the preset's before the first launch has ended")
  void timeLeft_isOfThisLaunchAndThoseAfterIt() throws Exception {
    run();

    assertThat(began)
        .extracting(progress -> progress.left().toSeconds())
        .containsExactly(420L, 60L, 50L, 40L, 30L, 20L, 10L);
  }

  @Test
  @DisplayName("tries a cell that fails once more, at the end of its round")
  void failingCell_isTriedAgain() throws Exception {
    failures.put(a, 1);

    List<RunResult> results = run();

    assertThat(launched).containsExactly(a, b, c, a, b, a, a, b);
    assertThat(forks(results)).containsExactly(3, 3, 1);
    assertThat(failed).containsExactly("1 JMH gave no result true");
    assertThat(began).extracting(LaunchProgress::launches).containsExactly(7, 8, 8, 8, 8, 8, 8, 8);
  }

  @Test
  @DisplayName("gives up a cell that fails twice in a round, and measures the others to the end")
  void cellThatFailsTwice_isGivenUp() throws Exception {
    failures.put(b, 2);

    List<RunResult> results = run();

    assertThat(launched).containsExactly(a, b, c, b, a, a);
    assertThat(results)
        .extracting(result -> result.getParams().getParam("workers"))
        .containsExactly("1", "4");
    assertThat(failed).containsExactly("2 JMH gave no result true", "2 JMH gave no result false");
  }

  @Test
  @DisplayName("launches nothing more once it is ended, and calls what failed then no fault")
  void end_isObeyed() throws Exception {
    endAt = 2;

    List<RunResult> results = run();

    assertThat(launched).containsExactly(a, b);
    assertThat(forks(results)).containsExactly(1);
    assertThat(failed).isEmpty();
  }

  @Test
  @DisplayName("ends at once when JMH cannot be run at all")
  void faultOfJmh_endsTheRun() {
    assertThatThrownBy(() -> LaunchException.of(new RunnerException("another JMH is running")))
        .isInstanceOf(RunnerException.class)
        .hasMessage("another JMH is running");
  }
}
