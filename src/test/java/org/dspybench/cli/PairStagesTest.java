package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.dspybench.compare.Comparison;
import org.dspybench.compare.Judgement;
import org.dspybench.compare.Standing;
import org.dspybench.compare.Verdict;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.run.Cell;
import org.dspybench.run.Cells;
import org.dspybench.run.ComparedJars;
import org.dspybench.run.LaunchProgress;
import org.dspybench.run.Launched;
import org.dspybench.run.PairFolder;
import org.dspybench.run.PairedRun;
import org.dspybench.run.Plan;
import org.dspybench.run.PresetPlan;
import org.dspybench.run.Side;
import org.dspybench.run.SideJar;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

@DisplayName("The two stages of pairs")
class PairStagesTest implements PairStages.Stage, PairedRun.Launcher, PairedRun.Listener {

  private static final int ROUNDS = 8;
  private static final int FRESH = 20;
  private static final Cell SAME = Cells.workers(1, ROUNDS);
  private static final Cell OTHER = Cells.workers(2, ROUNDS);

  private final Random random = new Random(20_261_124);
  private final List<String> said = new ArrayList<>();
  private final List<String> stages = new ArrayList<>();
  private List<String> information = List.of();
  private double slowdownAtFirst = 1;
  private double slowdownAfresh = 1;
  private int launches;
  private int endAt = Integer.MAX_VALUE;

  @TempDir Path out;

  @Test
  @DisplayName("end after the first where nothing may have changed")
  void unchanged_getsNoFreshPairs() throws Exception {
    assertThat(run(false)).isTrue();

    assertThat(stages).containsExactly("2 x 8");
    assertThat(said).containsExactly("the screening found nothing that may have changed");
    assertThat(verdicts()).containsOnly(Verdict.NO_MATERIAL_CHANGE);
    assertThat(PairRecords.compared(out).times())
        .allMatch(judged -> judged.compared().standing() == Standing.SETTLED);
  }

  @Test
  @DisplayName("judge what may have changed by fresh pairs alone")
  void suspect_isJudgedByFreshPairs() throws Exception {
    slowdownAtFirst = 1.1;
    slowdownAfresh = 1.2;

    assertThat(run(false)).isTrue();

    assertThat(stages).containsExactly("2 x 8", "1 x 20");
    assertThat(said).singleElement().asString().contains("20 fresh pairs", "workers=2");
    Judgement slower = judgement(OTHER);
    assertThat(slower.verdict()).isEqualTo(Verdict.REGRESSED);
    assertThat(slower.effect().cost().ratio()).isBetween(1.19, 1.21);
    assertThat(slower.compared().standing()).isEqualTo(Standing.JUDGED);
    assertThat(judgement(SAME).compared().standing()).isEqualTo(Standing.SETTLED);
  }

  @Test
  @DisplayName("clear what only the screening suspected")
  void falseSuspicion_isCleared() throws Exception {
    slowdownAtFirst = 1.1;

    run(false);

    assertThat(stages).hasSize(2);
    assertThat(judgement(OTHER).verdict()).isEqualTo(Verdict.NO_MATERIAL_CHANGE);
  }

  @Test
  @DisplayName("tell what was measured for information, and neither look into it nor judge by it")
  void information_isToldAlone() throws Exception {
    slowdownAtFirst = 1.5;
    information = List.of(OTHER.planned().describe());

    assertThat(run(false)).isTrue();

    assertThat(stages).containsExactly("2 x 8");
    Judgement told = judgement(OTHER);
    assertThat(told.label()).isEqualTo("for information");
    assertThat(told.effect().cost().ratio()).isBetween(1.49, 1.51);
    assertThat(PairRecords.compared(out).count(Verdict.REGRESSED)).isZero();
  }

  @Test
  @DisplayName("keep what was measured when interrupted, and go on with the same suspects")
  void interrupted_goesOnWhereItWas() throws Exception {
    slowdownAtFirst = 1.1;
    slowdownAfresh = 1.1;
    endAt = 2 * 2 * ROUNDS + 2 * 5;

    assertThat(run(false)).isFalse();
    assertThat(said).last().isEqualTo("interrupted; go on with --resume");
    assertThat(judgement(OTHER).effect().cost().degrees()).isEqualTo(4);
    endAt = Integer.MAX_VALUE;
    launches = 0;

    assertThat(run(true)).isTrue();
    assertThat(launches).isEqualTo(2 * (FRESH - 5));
    assertThat(judgement(OTHER).verdict()).isEqualTo(Verdict.REGRESSED);
  }

  @Test
  @DisplayName("judge all by the first pairs where no fresh ones are wanted")
  void oneStage_judgesAllByTheFirst() throws Exception {
    slowdownAtFirst = 1.1;

    PairStages single = stages(0);
    assertThat(single.run(single.screening(false), this)).isTrue();

    assertThat(stages).containsExactly("2 x 8");
    assertThat(judgement(OTHER).verdict()).isEqualTo(Verdict.REGRESSED);
  }

  @Test
  @DisplayName("go on where pairs are, begin where none are, and refuse anything else")
  void folder_isNeitherMixedNorMissed() throws Exception {
    assertThatThrownBy(() -> run(true)).hasMessageContaining("leave --resume out");
    run(false);
    assertThatThrownBy(() -> run(false)).hasMessageContaining("go on with --resume");
  }

  private boolean run(boolean resume) throws IOException, RunnerException {
    PairStages both = stages(FRESH);
    return both.run(both.screening(resume), this);
  }

  private PairStages stages(int fresh) {
    List<Cell> cells = List.of(SAME, OTHER);
    Plan plan = new Plan(cells.stream().map(Cell::planned).toList(), new TreeMap<>());
    return new PairStages(
        out, new PresetPlan(cells, plan), cells, ROUNDS, fresh, records(), said::add);
  }

  private PairRecords records() {
    SideJar jar = new SideJar(Path.of("benchmarks.jar"), Optional.empty(), Set.of());
    return new PairRecords(
        new ComparedJars(jar, jar),
        "gate",
        information,
        42,
        Instant.parse("2026-11-24T05:00:00Z"),
        new PythonEnvironment(
            Path.of("/env/bin/python"), "3.13.0", false, Map.of(), Path.of("/env/libjep.so")),
        Optional.empty());
  }

  private List<Verdict> verdicts() throws IOException {
    return PairRecords.compared(out).all().map(Judgement::verdict).toList();
  }

  private Judgement judgement(Cell cell) throws IOException {
    Comparison comparison = PairRecords.compared(out);
    return comparison.times().stream()
        .filter(judged -> judged.subject().equals(cell.planned().describe()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public PairedRun.Results measure(List<Cell> cells, int pairs, long seed, PairFolder folder)
      throws IOException, RunnerException {
    stages.add(cells.size() + " x " + pairs);
    return new PairedRun(cells, pairs, seed, Duration.ZERO, folder, this, this, System::nanoTime)
        .run();
  }

  @Override
  public RunResult launch(Side side, Cell cell) {
    launches++;
    double slowdown = stages.size() % 2 == 1 ? slowdownAtFirst : slowdownAfresh;
    double factor = side == Side.HEAD && cell.equals(OTHER) ? slowdown : 1;
    int millis = (int) Math.round(100_000 * factor * (1 + 0.001 * random.nextGaussian()));
    return Launched.of(cell, millis, millis);
  }

  @Override
  public boolean hasEnded() {
    return launches >= endAt;
  }

  @Override
  public void began(LaunchProgress progress) {}

  @Override
  public void failed(Side side, Cell cell, String reason, boolean again) {}

  @Override
  public void ended() {}
}
