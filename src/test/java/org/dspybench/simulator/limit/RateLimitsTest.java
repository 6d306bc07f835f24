package org.dspybench.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.dspybench.simulator.provider.Hints;
import org.dspybench.simulator.provider.Provider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Rate limits")
class RateLimitsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  @DisplayName("are read as a profile writes them, with what it leaves out")
  void json_isRead() throws JsonProcessingException {
    assertThat(
            JSON.readValue("{\"requestsPerMinute\": 500, \"initialFill\": 0.1}", RateLimits.class))
        .isEqualTo(RateLimits.perMinute(500, null, 0.1));
    assertThat(
            JSON.readValue(
                "{\"provider\": \"anthropic\", \"outputTokensPerMinute\": 8000}", RateLimits.class))
        .isEqualTo(new RateLimits(Provider.ANTHROPIC, null, null, null, 8000, 1, Hints.SECONDS));
  }

  @Test
  @DisplayName("are written as they are read")
  void json_isWritten() throws JsonProcessingException {
    RateLimits limits =
        new RateLimits(Provider.AZURE, 60, 10_000, null, null, 0.5, Hints.MILLISECONDS);
    String json = JSON.writeValueAsString(limits);

    assertThat(json)
        .isEqualTo(
            "{\"provider\":\"azure\",\"requestsPerMinute\":60,\"tokensPerMinute\":10000,"
                + "\"initialFill\":0.5,\"hints\":\"milliseconds\"}");
    assertThat(JSON.readValue(json, RateLimits.class)).isEqualTo(limits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'initialFill': 1.5}                                    | initialFill is from 0 to 1, not 1.5",
        "{'requestsPerMinute': 0}                                | requestsPerMinute is from 1 to 100000000, not 0",
        "{'tokensPerMinute': 100000001}                          | tokensPerMinute is from 1 to 100000000, not 100000001",
        "{'provider': 'anthropic', 'tokensPerMinute': 1}         | anthropic has no limit named tokensPerMinute",
        "{'provider': 'azure', 'inputTokensPerMinute': 1}        | azure has no limit named inputTokensPerMinute",
      })
  @DisplayName("that cannot be are refused with the field's name")
  void json_isRefused(String json, String message) {
    assertThatThrownBy(() -> JSON.readValue(json.replace('\'', '"'), RateLimits.class))
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("that limit nothing are no limits per minute")
  void perMinute_refusesNothing() {
    assertThatThrownBy(() -> RateLimits.perMinute(null, null, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
