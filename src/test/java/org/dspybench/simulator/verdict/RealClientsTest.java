package org.dspybench.simulator.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@DisplayName("Behind a real quota the simulator's verdict on a client that")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
class RealClientsTest {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SimulatedLm lm = SimulatedLm.start(quota(600), 0);
  private final SimulatorControl control = lm.control();

  @AfterAll
  void close() {
    lm.close();
  }

  @Test
  @DisplayName("obeys retry-after-ms: every call in at its second attempt at most, nothing wrong")
  void obedient_hasNoFinding() throws Exception {
    control.configure(quota(600));
    for (int question = 0; question < 20; question++) {
      HttpResponse<String> response = ask("question " + question);
      if (response.statusCode() == 429) {
        Thread.sleep(response.headers().firstValueAsLong("retry-after-ms").orElseThrow());
        assertThat(ask("question " + question).statusCode()).isEqualTo(200);
      }
    }
    Verdict verdict = control.verdict();

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.calls()).isEqualTo(20);
    assertThat(verdict.attemptsPerCall().most()).isLessThanOrEqualTo(2);
    assertThat(verdict.requestQuotaUsed()).isBetween(0.1, 1.01);
  }

  @Test
  @DisplayName("knocks until it is let in: waits ignored, a storm, and so many attempts")
  void impatient_isFoundOut() throws Exception {
    control.configure(quota(60));
    for (int question = 0; question < 2; question++) {
      while (ask("question " + question).statusCode() == 429) {
        Thread.sleep(3);
      }
    }
    assertThat(control.verdict().findings())
        .extracting(Finding::sin)
        .contains(Sin.WAIT_IGNORED, Sin.STORM);
  }

  /** So many requests a minute, one of them there at the start. */
  private static SimulatorSettings quota(int perMinute) {
    SimulatorProfile instant = SimulatorProfile.named("instant");
    RateLimits limits = RateLimits.perMinute(perMinute, null, 1.0 / perMinute);
    return new SimulatorSettings(instant.withLimits(limits), 1, 1);
  }

  private HttpResponse<String> ask(String question) throws IOException, InterruptedException {
    String body =
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}"
            .formatted(question);
    URI uri = URI.create(lm.baseUrl() + "/chat/completions");
    return http.send(
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }
}
