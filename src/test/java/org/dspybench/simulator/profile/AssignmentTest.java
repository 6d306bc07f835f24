package org.dspybench.simulator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.latency.Fixed;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.limit.RateLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An assignment")
class AssignmentTest {

  @Test
  @DisplayName("sets a field that is there, in an object or a list")
  void profileWith_setsFields() {
    SimulatorProfile changed =
        with(
            "latency.firstToken.parts[0].distribution.median=0.3",
            "latency.secondsPerToken={distribution: uniform, min: 0, max: 0.02}",
            "faults[0].share=0.5");

    assertThat(changed.faults().get(0).trigger()).isEqualTo(new Trigger.Share(0.5));
    assertThat(changed.latency().mean().toMillis())
        .as("0.304 s of the body, 0.070 s of the slow calls, 103.6 tokens of 0.01 s each")
        .isBetween(1405L, 1415L);
  }

  @Test
  @DisplayName("makes a field that is not there, and the object around it")
  void profileWith_makesFields() {
    SimulatorProfile changed = with("capacity=4", "limits.requestsPerMinute=600");

    assertThat(changed.capacity()).isEqualTo(4);
    assertThat(changed.limits()).isEqualTo(RateLimits.perMinute(600, null, 1));
  }

  @Test
  @DisplayName("replaces a whole part, or an element of a list")
  void profileWith_replacesParts() {
    FaultRule die = FaultRule.of(FaultKind.DIE, new Trigger.Calls(5, 5));

    assertThat(with("faults=[{kind: die, calls: [5, 5]}]").faults()).containsExactly(die);
    assertThat(with("faults[0]={kind: die, calls: [5, 5]}").faults()).containsExactly(die);
    assertThat(with("latency={firstToken: 0.5}").latency())
        .isEqualTo(LatencyModel.of(new Fixed(0.5)));
  }

  @ParameterizedTest
  @CsvSource({"faults=null", "faults=", "faults=[]"})
  @DisplayName("of nothing takes a part away")
  void profileWith_takesAway(String assignment) {
    assertThat(with(assignment).faults()).isEmpty();
  }

  @Test
  @DisplayName("comes after those before it")
  void profileWith_keepsTheLast() {
    assertThat(with("capacity=4", "capacity=5").capacity()).isEqualTo(5);
  }

  @Test
  @DisplayName("need not be: the profile is then as it was")
  void profileWith_isTheProfile_whenThereIsNone() {
    assertThat(with()).isEqualTo(SimulatorProfile.named("flaky"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latency.firstToken.median=-1   | with latency.firstToken.median=-1: latency.firstToken.median: is not known; the fields are parts",
        "faults[0].share=2              | with faults[0].share=2: faults[0].share: the share of a fault is above 0 and at most 1, not 2.0",
        "latancy=3                      | with latancy=3: latancy: is not known; the fields are capacity, description, faults, latency, limits, source",
        "capacity=many                  | with capacity=many: capacity: must be a whole number",
        "source=null                    | with source=null: source: is missing; given: description, latency, faults",
        "faults[1].share=0.2            | --set faults[1].share=0.2: there is no such field or element",
        "faults[1]={kind: die}          | --set faults[1]={kind: die}: there is no such field or element",
        "faults.share=0.2               | --set faults.share=0.2: there is no such field or element",
        "latency[0]=3                   | --set latency[0]=3: there is no such field or element",
        "limits[0].share=3              | --set limits[0].share=3: there is no such field or element",
        "description.x=1                | --set description.x=1: there is no such field or element",
        "=3                             | --set takes field=value, such as latency.firstToken.median=0.3, not =3",
        "capacity                       | --set takes field=value, such as latency.firstToken.median=0.3, not capacity",
        "capacity=[                     | --set capacity=[:1:2: while parsing a flow node: expected the node content, but found '<stream end>'",
      })
  @DisplayName("that cannot be is refused in one line")
  void profileWith_isRefused(String assignment, String message) {
    assertThatThrownBy(() -> with(assignment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static SimulatorProfile with(String... assignments) {
    return ProfileText.named("flaky").profileWith(List.of(assignments));
  }
}
