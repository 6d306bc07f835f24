package org.dspybench.simulator.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dspybench.simulator.control.ControlJson;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A call log")
class CallLogTest {

  @Test
  @DisplayName("says how many calls it could not keep")
  void dropped_counts_whenTheLogIsFull() {
    CallLog log = new CallLog(2);
    for (int i = 0; i < 5; i++) {
      log.add(new SimulatedCall("key", i + 1, i, 0, 0, 0, 200, null, null, false));
    }

    assertThat(log.calls()).hasSize(2);
    assertThat(log.dropped()).isEqualTo(3);
    String sent = new String(ControlJson.calls(log.calls(), log.dropped()), UTF_8);
    assertThatThrownBy(() -> ControlJson.calls(sent))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dropped 3 later ones; reset it more often");
  }

  @Test
  @DisplayName("forgets the body that was asked longest ago when there are too many")
  void bodies_areForgotten_whenTooMany() {
    Bodies bodies = new Bodies(2);
    bodies.of("a").arrive();
    bodies.of("b").arrive();
    bodies.of("a").arrive();
    bodies.of("c").arrive();

    assertThat(bodies.known("b")).isEmpty();
    assertThat(bodies.of("a").arrive()).isEqualTo(3);
  }
}
