package org.dspybench.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080/v1, http://127.0.0.1:8080/v1/chat/completions",
    "http://127.0.0.1:8080/v1/, http://127.0.0.1:8080/v1/chat/completions",
    "HTTPS://api.example.com, HTTPS://api.example.com/chat/completions",
    "http://[::1]:8080/v1, http://[::1]:8080/v1/chat/completions",
  })
  void bodiesGoToChatCompletionsUnderTheBase(String base, String expected) {
    assertThat(endpoint(base).chatCompletions()).isEqualTo(URI.create(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://host/v1 | the endpoint's URL must start with http:// or https://",
        "/v1 | the endpoint's URL must start with http:// or https://",
        "localhost:8080 | the endpoint's URL must start with http:// or https://",
        "http:/v1 | the endpoint's URL names no host",
        "http://bad_host:80/v1 | the endpoint's URL names no host",
        "http://host/v1?key=sk-secret | the endpoint's URL must end with its path,"
            + " without '?' or '#'",
        "http://host/v1#top | the endpoint's URL must end with its path, without '?' or '#'",
        "http://user:sk-secret@host/v1 | the endpoint's URL must not hold a user or password:"
            + " put the key into an environment variable",
      })
  void anyOtherUrlIsRefusedInOneLine(String url, String message) {
    assertThatThrownBy(() -> endpoint(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aKeyGivenInPlaceOfItsVariableIsRefusedAndNotRepeated() {
    assertThatThrownBy(() -> new Endpoint(URI.create("http://host"), "m", "sk-secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("sk-secret");
  }

  @Test
  void aModelNeedsAName() {
    assertThatThrownBy(() -> new Endpoint(URI.create("http://host"), " ", "KEY"))
        .hasMessage("the endpoint's model has no name");
  }

  private static Endpoint endpoint(String base) {
    return new Endpoint(URI.create(base), "m", "OPENAI_API_KEY");
  }
}
