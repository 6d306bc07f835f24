package org.dspybench.simulator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.latency.Fixed;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.latency.LatencySummary;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.provider.Hints;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(profile.source().text()).isNotBlank();
    assertThat(profile.source().date()).isNotNull();
    assertThat(profile.source().sampleSize() > 0)
        .as("measured, or said to be a choice")
        .isNotEqualTo(
            profile.source().text().matches("(?s)(A choice|None needed|Three quantiles).*"));
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
  @DisplayName("keeps each distribution, trigger and limit on its way through JSON")
  void settings_roundTrip_whenProfileHasEverything() {
    for (SimulatorProfile profile : List.of(Profiles.withEverything(), Profiles.recorded())) {
      SimulatorSettings settings = new SimulatorSettings(profile, -1, 0);

      assertThat(SimulatorSettings.fromJson(settings.toJson())).isEqualTo(settings);
      assertThat(ProfileText.of(profile).profile()).isEqualTo(profile);
    }
  }

  @Test
  @DisplayName("made by a program keeps everything on its way through JSON, without a date")
  void settings_roundTrip_whenMadeByAProgram() {
    SimulatorSettings settings = new SimulatorSettings(Profiles.ofProgram(), 3, 0.5);

    assertThat(SimulatorSettings.fromJson(settings.toJson())).isEqualTo(settings);
  }

  @Test
  @DisplayName("is found for each resource, and each resource for a name")
  void names_areTheResources() throws IOException, URISyntaxException {
    URL resource = Objects.requireNonNull(getClass().getResource("/simulator/instant.yaml"));
    try (Stream<Path> files = Files.list(Path.of(resource.toURI()).resolveSibling(""))) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".yaml")))
          .containsExactlyInAnyOrderElementsOf(names().stream().map(n -> n + ".yaml").toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "instant,      0,     0,     0,     0",
    "constant,     1.5,   1.5,   1.5,   1.5",
    "uniform,      1.5,   1.5,   2.4,   2.48",
    "typical,      2.083, 2.180, 3.183, 4.440",
    "fast,         0.672, 0.707, 1.003, 1.708",
    "slow,         4.670, 4.835, 6.865, 8.585",
    "chatty,       2.522, 3.330, 8.209, 14.162",
    "seed-doc,     2.1,   2.213, 3.4,   4.8",
    "slow-tail,    0.3536, 1.5,    5.793, 18.454",
    "loaded,       2.083, 2.180, 3.183, 4.440",
    "rate-limited, 2.083, 2.180, 3.183, 4.440",
    "flaky,        2.083, 2.180, 3.183, 4.440"
  })
  @DisplayName("that comes with the project has the figures that it is known by, within 0.1 %")
  void named_hasItsFigures(String name, double p50, double mean, double p95, double p99) {
    LatencySummary summary = SimulatorProfile.named(name).latency().summary();

    assertThat(List.of(summary.p50(), summary.mean(), summary.p95(), summary.p99()))
        .extracting(SimulatorProfileTest::seconds)
        .usingElementComparator((is, wanted) -> Math.abs(is - wanted) <= 0.001 * wanted ? 0 : 1)
        .containsExactly(p50, mean, p95, p99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "typical", "fast", "slow", "chatty", "slow-tail"})
  @DisplayName("that comes with the project tells its figures in its description")
  void named_tellsItsFigures(String name) {
    SimulatorProfile profile = SimulatorProfile.named(name);
    LatencySummary summary = profile.latency().summary();

    assertThat(profile.description())
        .contains(
            String.format(
                Locale.ROOT,
                "p50 %.2f s, mean %.2f s, p95 %.2f s, p99 %.2f s",
                seconds(summary.p50()),
                seconds(summary.mean()),
                seconds(summary.p95()),
                seconds(summary.p99())));
  }

  @Test
  @DisplayName("of the seed document has its three quantiles exactly")
  void seedDoc_isExact() {
    LatencySummary summary = SimulatorProfile.named("seed-doc").latency().summary();

    assertThat(List.of(summary.p50(), summary.p95(), summary.p99()))
        .containsExactly(Duration.ofMillis(2100), Duration.ofMillis(3400), Duration.ofMillis(4800));
  }

  @Test
  @DisplayName("that builds on 'typical' has its latency")
  void named_sharesTheLatencyOfTypical() {
    assertThat(List.of("loaded", "rate-limited", "flaky"))
        .extracting(name -> SimulatorProfile.named(name).latency())
        .containsOnly(SimulatorProfile.named("typical").latency());
  }

  @Test
  @DisplayName("of an unknown name is refused with the names there are")
  void named_listsNames_whenUnknown() {
    assertThatThrownBy(() -> SimulatorProfile.named("tpyical"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no profile is named 'tpyical'; there are: instant, constant");
  }

  @Test
  @DisplayName("has a hash that results can be told apart by, the same in every version")
  void hash_isStable() {
    assertThat(SimulatorProfile.named("typical").hash()).isEqualTo("d359226c9a40");
    assertThat(SimulatorProfile.named("flaky").hash()).isEqualTo("ad1f80be66d4");
    assertThat(Profiles.withEverything().hash()).isEqualTo("2e317b575311");
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("has one hash in YAML and in JSON")
  void hash_isOfNoForm(String name) {
    SimulatorProfile profile = SimulatorProfile.named(name);

    assertThat(ProfileText.of(profile).profile().hash()).isEqualTo(profile.hash());
  }

  @Test
  @DisplayName("has a hash of what it does, not of the words about it")
  void hash_isOfTheBehaviour() {
    SimulatorProfile profile = SimulatorProfile.named("typical");
    SimulatorProfile renamed =
        new SimulatorProfile("x", "other words", "other", profile.latency(), RateLimits.NONE);

    assertThat(profile.hash()).isEqualTo(renamed.hash());
    assertThat(
            Stream.concat(
                names().stream().map(SimulatorProfile::named),
                Stream.of(
                        "latency.firstToken.parts[1].distribution.sigma=0.41",
                        "latency.outputTokens.median=101",
                        "latency.secondsPerToken.value=0.0141",
                        "capacity=17",
                        "limits.requestsPerMinute=10",
                        "faults=[{kind: rate-limit, share: 0.3, waitSeconds: 0.2}]",
                        "faults=[{kind: server-error, share: 0.3}]")
                    .map(List::of)
                    .map(ProfileText.named("typical")::profileWith)))
        .extracting(SimulatorProfile::hash)
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("with other limits or faults is otherwise the same")
  void with_replacesOnePart() {
    RateLimits limits = RateLimits.perMinute(600, null, 0.5);
    List<FaultRule> faults =
        List.of(FaultRule.of(FaultKind.SERVER_ERROR, new Trigger.Calls(10, 20)));

    SimulatorProfile changed = Profiles.ofProgram().withLimits(limits).withFaults(faults);

    assertThat(changed.limits()).isEqualTo(limits);
    assertThat(changed.faults()).isEqualTo(faults);
    assertThat(changed.latency()).isEqualTo(Profiles.ofProgram().latency());
  }

  @Test
  @DisplayName("in JSON is read like one in YAML")
  void read_takesJson() throws IOException {
    Path json = folder.resolve("mine.json");
    Files.writeString(
        json,
        """
        {"description": "d", "source": {"text": "s", "date": "2026-08-01", "sampleSize": 3},
        \t"latency": {"firstToken": 0.5},
        \t"faults": [{"kind": "server-error", "calls": [10, 20]},
        \t  {"kind": "unavailable", "seconds": [5, 8], "waitSeconds": 2, "hints": "seconds"},
        \t  {"kind": "reset-mid-body", "firstAttempts": 1}]}
        """);

    SimulatorProfile profile = SimulatorProfile.read(json);

    assertThat(profile.name()).isEqualTo("mine");
    assertThat(profile.latency()).isEqualTo(LatencyModel.of(new Fixed(0.5)));
    assertThat(profile.limits()).isEqualTo(RateLimits.NONE);
    assertThat(profile.capacity()).isNull();
    assertThat(profile.faults())
        .containsExactly(
            FaultRule.of(FaultKind.SERVER_ERROR, new Trigger.Calls(10, 20)),
            FaultRule.of(FaultKind.UNAVAILABLE, new Trigger.Seconds(5, 8))
                .asking(Duration.ofSeconds(2), Hints.SECONDS),
            FaultRule.of(FaultKind.RESET_MID_BODY, new Trigger.FirstAttempts(1)));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
