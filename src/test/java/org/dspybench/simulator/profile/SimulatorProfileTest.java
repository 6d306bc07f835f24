package org.dspybench.simulator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  @DisplayName("made by a program keeps everything on its way through JSON, without a date")
  void settings_roundTrip_whenMadeByAProgram() {
    SimulatorSettings settings = new SimulatorSettings(ofProgram(), 3, 0.5);

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
    "instant,   0,    0,    0,    0",
    "constant,  1.5,  1.5,  1.5,  1.5",
    "uniform,   1.5,  1.5,  2.4,  2.48",
    "typical,   2.08, 2.18, 3.24, 4.58",
    "fast,      0.67, 0.70, 1.02, 1.75",
    "slow,      4.7,  4.83, 6.9,  8.4",
    "seed-doc,  2.1,  2.21, 3.4,  4.8",
    "slow-tail, 0.35, 1.5,  5.8,  18.5"
  })
  @DisplayName("that comes with the project has the figures that it is known by, within 2 %")
  void named_hasItsFigures(String name, double p50, double mean, double p95, double p99) {
    LatencySummary summary = SimulatorProfile.named(name).latency().summary();

    assertThat(List.of(summary.p50(), summary.mean(), summary.p95(), summary.p99()))
        .extracting(latency -> latency.toNanos() / 1e9)
        .usingElementComparator((is, wanted) -> Math.abs(is - wanted) <= 0.02 * wanted ? 0 : 1)
        .containsExactly(p50, mean, p95, p99);
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
  @DisplayName("has a hash of what it does, not of the words about it")
  void hash_isOfTheBehaviour() {
    SimulatorProfile profile = SimulatorProfile.named("typical");
    SimulatorProfile renamed =
        new SimulatorProfile("x", "other words", "other", profile.latency(), RateLimits.NONE);

    assertThat(profile.hash()).matches("[0-9a-f]{12}").isEqualTo(renamed.hash());
    assertThat(profile.withLimits(RateLimits.perMinute(10, null, 1)).hash())
        .isNotEqualTo(profile.hash());
    assertThat(names().stream().map(name -> SimulatorProfile.named(name).hash()))
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("with other limits or faults is otherwise the same")
  void with_replacesOnePart() {
    RateLimits limits = RateLimits.perMinute(600, null, 0.5);
    List<FaultRule> faults =
        List.of(FaultRule.of(FaultKind.SERVER_ERROR, new Trigger.Calls(10, 20)));

    SimulatorProfile changed = ofProgram().withLimits(limits).withFaults(faults);

    assertThat(changed.limits()).isEqualTo(limits);
    assertThat(changed.faults()).isEqualTo(faults);
    assertThat(changed.latency()).isEqualTo(ofProgram().latency());
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

  @Test
  @DisplayName("takes single fields from assignments")
  void profileWith_setsFields() {
    SimulatorProfile changed =
        ProfileText.named("flaky")
            .profileWith(
                List.of(
                    "latency.firstToken.parts[0].distribution.median=0.3",
                    "limits.requestsPerMinute=600",
                    "faults[0].share=0.5",
                    "capacity=4",
                    "latency.secondsPerToken={distribution: uniform, min: 0, max: 0.02}"));

    assertThat(changed.limits()).isEqualTo(RateLimits.perMinute(600, null, 1));
    assertThat(changed.capacity()).isEqualTo(4);
    assertThat(changed.faults().get(0).trigger()).isEqualTo(new Trigger.Share(0.5));
    assertThat(changed.latency().mean().toMillis() / 1e3).isCloseTo(1.43, within(0.1));
    assertThat(ProfileText.named("flaky").profileWith(List.of("faults=null")).faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latency.firstToken.median=-1 | with latency.firstToken.median=-1: latency.firstToken.median: is not known; there are parts",
        "faults[0].share=2   | with faults[0].share=2: faults[0].share: the share of a fault is above 0 and at most 1, not 2.0",
        "faults[3].share=0.2 | --set faults[3].share=0.2: there is no such element",
        "description.x=1     | --set description.x=1: what would contain the field is a value, not an object",
        "=3                  | --set takes field=value, such as latency.firstToken.median=0.3, not =3",
        "capacity            | --set takes field=value, such as latency.firstToken.median=0.3, not capacity",
        "capacity=[          | --set capacity=[:1:2: while parsing a flow node",
      })
  @DisplayName("refuses an assignment that is none, in one line")
  void profileWith_isRefused_whenWrong(String assignment, String message) {
    assertThatThrownBy(() -> ProfileText.named("flaky").profileWith(List.of(assignment)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isEqualTo(message);
  }

  private static SimulatorProfile ofProgram() {
    return new SimulatorProfile("p", "d", "s", LatencyModel.of(new Fixed(0.5)), RateLimits.NONE);
  }
}
