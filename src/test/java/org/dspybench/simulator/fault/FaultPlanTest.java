package org.dspybench.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dspybench.simulator.draw.Draws;
import org.dspybench.simulator.fault.FaultPlan.Attempt;
import org.dspybench.simulator.latency.Uniform;
import org.dspybench.simulator.provider.Hints;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A plan of faults")
class FaultPlanTest {

  private static final Draws DRAWS = new Draws(1);

  private static FaultPlan plan(FaultRule... rules) {
    return new FaultPlan(List.of(rules));
  }

  private static FaultRule share(FaultKind kind, double share) {
    return FaultRule.of(kind, new Trigger.Share(share));
  }

  private static Attempt attempt(String key, int index, long call, double seconds) {
    return new Attempt(key, index, call, seconds, Optional.empty());
  }

  private static Optional<FaultKind> strike(FaultPlan plan, Attempt attempt) {
    return plan.strike(DRAWS, attempt).map(FaultRule::kind);
  }

  private static double shareOf(FaultPlan plan, FaultKind kind) {
    return IntStream.range(0, 10_000)
            .filter(i -> strike(plan, attempt("body " + i, 0, 1, 0)).equals(Optional.of(kind)))
            .count()
        / 10_000.0;
  }

  @Test
  @DisplayName("gives each share its part of 10,000 bodies, to one percent of them")
  void strike_meetsShares() {
    FaultPlan plan = plan(share(FaultKind.SERVER_ERROR, 0.1), share(FaultKind.EMPTY_BODY, 0.2));

    assertThat(shareOf(plan, FaultKind.SERVER_ERROR)).isCloseTo(0.1, within(0.01));
    assertThat(shareOf(plan, FaultKind.EMPTY_BODY)).isCloseTo(0.2, within(0.01));
  }

  @Test
  @DisplayName("strikes a share of the attempts of one body too, so that a retry gets through")
  void strike_drawsAnew_forEachAttempt() {
    FaultPlan plan = plan(share(FaultKind.SERVER_ERROR, 0.3));
    long struck =
        IntStream.range(0, 10_000)
            .filter(index -> strike(plan, attempt("body", index, 1, 0)).isPresent())
            .count();

    assertThat(struck / 10_000.0).isCloseTo(0.3, within(0.02));
  }

  @Test
  @DisplayName("strikes a run of calls by their number, both ends included")
  void strike_isByNumber() {
    FaultPlan plan = plan(FaultRule.of(FaultKind.DIE, new Trigger.Calls(10, 20)));

    assertThat(
            LongStream.rangeClosed(1, 30)
                .filter(n -> strike(plan, attempt("body " + n, 0, n, 0)).isPresent()))
        .containsExactlyElementsOf(LongStream.rangeClosed(10, 20).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({"4.999, false", "5, true", "7.999, true", "8, false"})
  @DisplayName("strikes for a stretch of time, its end not included")
  void strike_isByTime(double seconds, boolean struck) {
    FaultPlan plan = plan(FaultRule.of(FaultKind.UNAVAILABLE, new Trigger.Seconds(5, 8)));

    assertThat(strike(plan, attempt("body", 0, 1, seconds)).isPresent()).isEqualTo(struck);
  }

  @Test
  @DisplayName("strikes the first attempts of each body and then no more")
  void strike_endsAfterTheFirstAttempts() {
    FaultPlan plan = plan(FaultRule.of(FaultKind.RESET_MID_BODY, new Trigger.FirstAttempts(2)));

    assertThat(
            IntStream.range(0, 5)
                .filter(i -> strike(plan, attempt("body", i, 1, 0)).isPresent())
                .boxed())
        .containsExactly(0, 1);
  }

  @Test
  @DisplayName("takes the first rule that matches, and before all what a request asks for itself")
  void strike_takesTheFirst() {
    FaultPlan plan =
        plan(
            FaultRule.of(FaultKind.DIE, new Trigger.Calls(2, 2)),
            FaultRule.of(FaultKind.EMPTY_BODY, new Trigger.FirstAttempts(9)),
            share(FaultKind.SERVER_ERROR, 1));
    FaultAsked asked = new FaultAsked(FaultKind.NO_ANSWER, 1);

    assertThat(strike(plan, attempt("body", 0, 2, 0))).contains(FaultKind.DIE);
    assertThat(strike(plan, attempt("body", 0, 3, 0))).contains(FaultKind.EMPTY_BODY);
    assertThat(strike(plan, attempt("body", 9, 3, 0))).contains(FaultKind.SERVER_ERROR);
    assertThat(strike(plan, new Attempt("body", 0, 2, 0, Optional.of(asked))))
        .contains(FaultKind.NO_ANSWER);
    assertThat(strike(plan, new Attempt("body", 1, 2, 0, Optional.of(asked))))
        .contains(FaultKind.DIE);
  }

  @Test
  @DisplayName("draws the wait that a refusal asks for from a stream of its own")
  void waitAsked_isDrawn() {
    FaultRule rule =
        new FaultRule(
            FaultKind.UNAVAILABLE,
            new Trigger.Share(1),
            Optional.of(new Uniform(0.2, 0.4)),
            Hints.FRACTION);
    double u = DRAWS.uniform(Draws.Stream.WAIT, "body", 3);

    assertThat(rule.waitAsked(DRAWS, attempt("body", 3, 1, 0)))
        .contains(Duration.ofNanos(Math.round((0.2 + 0.2 * u) * 1e9)));
    assertThat(share(FaultKind.UNAVAILABLE, 1).waitAsked(DRAWS, attempt("body", 3, 1, 0)))
        .isEmpty();
  }

  @Test
  @DisplayName("that cannot be is refused in a sentence")
  void constructors_refuse_whatCannotBe() {
    assertThatThrownBy(() -> plan(share(FaultKind.DIE, 0.7), share(FaultKind.SERVER_ERROR, 0.75)))
        .hasMessage("the shares of all faults sum to 1 at most, not to 1.45");
    assertThatThrownBy(() -> new Trigger.Share(1.1))
        .hasMessage("the share of a fault is above 0 and at most 1, not 1.1");
    assertThatThrownBy(() -> new Trigger.Calls(3, 2))
        .hasMessage("the calls of a fault need 1 <= first <= last, not 3 and 2");
    assertThatThrownBy(() -> new Trigger.Seconds(3, 3))
        .hasMessage("the seconds of a fault need 0 <= from < to, not 3.0 and 3.0");
    assertThatThrownBy(() -> new Trigger.FirstAttempts(0))
        .hasMessage("the first attempts of a fault are one or more, not 0");
    assertThatThrownBy(() -> share(FaultKind.DIE, 1).asking(Duration.ofSeconds(1), Hints.OPENAI))
        .hasMessage("only a refusal can ask to wait, and die is none");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("names each kind as a request's header does")
  void label_isReadBack(FaultKind kind) {
    assertThat(FaultKind.ofLabel(kind.label())).isEqualTo(kind);
    assertThat(FaultAsked.parse(kind.label())).isEqualTo(new FaultAsked(kind, 1));
    assertThat(FaultAsked.parse(" " + kind.label() + "; attempts=3 "))
        .isEqualTo(new FaultAsked(kind, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "server error", "die; attempts=", "die; attempts=-1", "die, empty"})
  @DisplayName("refuses a header that asks for something else")
  void parse_refuses_whatIsNoFault(String header) {
    assertThatThrownBy(() -> FaultAsked.parse(header))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "x-sim-fault is a fault such as 'server-error' or 'server-error; attempts=3', not '"
                + header
                + "'");
  }

  @Test
  @DisplayName("names the faults there are where a header asks for none of them")
  void parse_listsFaults_whenUnknown() {
    assertThatThrownBy(() -> FaultAsked.parse("server-eror"))
        .hasMessageStartingWith("no fault is named 'server-eror'; there are: rate-limit, slow-down")
        .hasMessageEndingWith("refuse, die");
    assertThatThrownBy(() -> FaultAsked.parse("die; attempts=0"))
        .hasMessage("a fault is for one attempt or more, not 0");
  }
}
