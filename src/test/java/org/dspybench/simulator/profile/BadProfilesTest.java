package org.dspybench.simulator.profile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the files begins with a comment: what a user is told of it, after the file's name. */
@DisplayName("A profile file with a mistake")
class BadProfilesTest {

  static List<Path> files() throws IOException {
    return BadProfiles.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  @DisplayName("is refused in one line with place, field and reason")
  void profile_isRefused(Path file) throws IOException {
    ProfileText text = ProfileText.read(file);
    String comment = text.text().lines().findFirst().orElseThrow();

    assertThatThrownBy(text::profile)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ":" + comment.substring("# ".length()));
  }

  @Test
  @DisplayName("is refused without a line or a field in it")
  void profile_isRefused_whenEmpty() {
    assertThatThrownBy(() -> new ProfileText("mine", "mine.yaml", "").profile())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mine.yaml:1:1: the document is empty");
  }

  @Test
  @DisplayName("is refused in JSON too")
  void profile_isRefused_whenJson() {
    String json =
        """
        {"description": "d",
         "source": {"text": "s", "date": "2026-08-01", "sampleSize": 3},
         "latency": {"firstToken": {"distribution": "fixed", "value": -1}}}
        """;

    assertThatThrownBy(() -> new ProfileText("mine", "mine.json", json).profile())
        .hasMessage(
            "mine.json:3:63: latency.firstToken.value: a fixed value is zero or more, not -1.0");
    assertThatThrownBy(
            () -> new ProfileText("mine", "mine.json", json.replace("\"d\"", "")).profile())
        .message()
        .startsWith("mine.json:1:17: Unexpected character (',' (code 44)): expected a valid value")
        .doesNotContain("\n");
  }
}
