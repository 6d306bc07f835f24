package org.dspybench.simulator.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A wait of 1.2345 s is told")
class HintsTest {

  private static final Duration WAIT = Duration.ofNanos(1_234_500_000);
  private static final Instant NOW = Instant.parse("2026-11-05T19:59:58.9Z");

  @Test
  @DisplayName("in the unit of each form, rounded up")
  void headers_roundUp() {
    assertThat(Hints.OPENAI.headers(WAIT, NOW))
        .isEqualTo(Map.of("retry-after", "2", "retry-after-ms", "1235"));
    assertThat(Hints.SECONDS.headers(WAIT, NOW)).isEqualTo(Map.of("retry-after", "2"));
    assertThat(Hints.FRACTION.headers(WAIT, NOW)).isEqualTo(Map.of("retry-after", "1.235"));
    assertThat(Hints.MILLISECONDS.headers(WAIT, NOW)).isEqualTo(Map.of("retry-after-ms", "1235"));
    assertThat(Hints.DATE.headers(WAIT, NOW))
        .isEqualTo(Map.of("retry-after", "Thu, 05 Nov 2026 20:00:01 GMT"));
    assertThat(Hints.NONE.headers(WAIT, NOW)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  @DisplayName("never shorter than it is")
  void asked_isNeverShorter(Hints hints) {
    assertThat(hints.asked(WAIT, NOW).orElseThrow())
        .isBetween(WAIT, WAIT.plus(Duration.ofSeconds(1)));
  }

  @Test
  @DisplayName("by none, and then the message does not tell it either")
  void none_saysNothing() {
    Shortage shortage = new Shortage(Resource.REQUESTS, 3, 3, 1, Optional.of(WAIT));
    for (Provider provider : Provider.values()) {
      ErrorReply reply = provider.rateLimited(shortage, "m", Hints.NONE, NOW);

      assertThat(reply.waitAsked()).isEmpty();
      assertThat(reply.headers()).doesNotContainKeys("retry-after", "retry-after-ms");
      assertThat(reply.body().toString())
          .doesNotContain("Please try again in", "Please retry after");
    }
  }

  @Test
  @DisplayName("by Azure's message in whole seconds, as its header has it")
  void azure_saysSecondsInTheMessage() {
    Shortage shortage = new Shortage(Resource.REQUESTS, 3, 3, 1, Optional.of(WAIT));
    ErrorReply reply = Provider.AZURE.rateLimited(shortage, "m", Hints.OPENAI, NOW);

    assertThat(reply.body().toString()).contains("Please retry after 2 seconds.");
    assertThat(reply.headers()).containsEntry("retry-after", "2");
    assertThat(reply.waitAsked()).contains(Duration.ofMillis(1235));
  }
}
