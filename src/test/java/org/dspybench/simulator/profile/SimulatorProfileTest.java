package org.dspybench.simulator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dspybench.simulator.latency.Fixed;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.limit.RateLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A simulator profile")
class SimulatorProfileTest {

  @TempDir private Path folder;

  static List<String> names() {
    return SimulatorProfile.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("that comes with the project says what it is and where its figures come from")
  void named_hasDescriptionAndSource(String name) {
    SimulatorProfile profile = SimulatorProfile.named(name);

    assertThat(profile.name()).isEqualTo(name);
    assertThat(profile.description()).isNotBlank();
    assertThat(profile.source()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("keeps everything on its way through JSON")
  void settings_roundTrip(String name) {
    SimulatorSettings settings =
        new SimulatorSettings(SimulatorProfile.named(name), Long.MIN_VALUE, 1 / 30.0);

    assertThat(SimulatorSettings.fromJson(settings.toJson())).isEqualTo(settings);
  }

  @Test
  @DisplayName("is found for each resource, and each resource for a name")
  void names_areTheResources() throws IOException, URISyntaxException {
    URL resource = Objects.requireNonNull(getClass().getResource("/simulator/instant.json"));
    try (Stream<Path> files = Files.list(Path.of(resource.toURI()).resolveSibling(""))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names().stream().map(n -> n + ".json").toList());
    }
  }

  @Test
  @DisplayName("of an unknown name is refused with the names there are")
  void named_listsNames_whenUnknown() {
    assertThatThrownBy(() -> SimulatorProfile.named("tpyical"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no profile is named 'tpyical'; there are: "
                + "instant, constant, uniform, typical, slow-tail, rate-limited, flaky");
  }

  @Test
  @DisplayName("without limits has none")
  void read_hasNoLimits_whenNotGiven() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.json"), profile("0.5", ""));

    assertThat(SimulatorProfile.read(file))
        .isEqualTo(
            new SimulatorProfile(
                "mine", "d", "s", LatencyModel.of(new Fixed(0.5)), RateLimits.NONE));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "-1  |                                   | 4:52: seconds is -1; it must be from 0 to 86400",
        "\"x\" |                                 | 4:52: seconds must be a number",
        "[1] | | 4:52: seconds is a text, a number or an object, not this",
        "1   | , \"colour\": \"red\"             | 4:67: unknown field 'colour' here",
        "1   | , \"rateLimits\": {\"probability\": 1.5} | 4:87: probability is 1.5; it must be from 0 to 1",
        "1   | , \"rateLimits\": {\"quota\": {}} | 4:81: a quota limits requests, tokens or both",
        "1   | , \"rateLimits\": {\"retryAfterForm\": \"later\"} | 4:90: retryAfterForm is one of openai, seconds, fraction, date, milliseconds, none, not later",
        "1   | , | 5:1: Unexpected character ('}' (code 125)): was expecting double-quote to start field name",
      })
  @DisplayName("that is wrong is refused in one line with file, line and column")
  void read_saysWhere_whenWrong(String seconds, String more, String message) throws IOException {
    Path file = folder.resolve("mine.json");
    Files.writeString(file, profile(seconds, more == null ? "" : more));

    assertThatThrownBy(() -> SimulatorProfile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith(file + ":" + message)
        .hasLineCount(1);
  }

  @Test
  @DisplayName("without a source is refused")
  void read_isRefused_whenSourceIsMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.json"), "{\"description\": \"d\"}");

    assertThatThrownBy(() -> SimulatorProfile.read(file))
        .hasMessage(file + ":1:1: the field 'source' is missing from this object");
  }

  private static String profile(String seconds, String more) {
    return """
        {
          "description": "d",
          "source": "s",
          "latency": { "distribution": "fixed", "seconds": %s }%s
        }
        """
        .formatted(seconds, more);
  }
}
