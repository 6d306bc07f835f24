package org.dspybench.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.dspybench.results.calibration.Calibration;
import org.dspybench.results.calibration.Calibrations;
import org.dspybench.results.calibration.Machine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationSectionTest {

  private static final Calibration CALIBRATION =
      new Calibration(
          "2026-11-23T10:00:00Z",
          "0444175",
          new Machine("Xeon", 2, "17.0.15"),
          Calibrations.at("2026-11-23T10:00:00Z", 5_432.1).measured());

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "tr-TR"})
  void of_isTheSameInEachLocale(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));

    assertThat(CalibrationSection.of(CALIBRATION))
        .isEqualTo(
            """
            - Calibrated 2026-11-23, commit 0444175, on: Xeon, 2 cores, JDK 17.0.15.
            - Figures are medians of 5 rounds; CPU time that other guests of the host took: at most 1.25 %; rounds measured again for it: 1.
            - Highest rate: 5,432 requests/s with 16 in flight (p99 8.40 ms). A figure above it measures the simulator; one above 30 % of it carries a note.
            - CPU for each request: 210 µs in the simulator, 21.7 µs in the bare client (sockets and a selector).
            - Smallest honest delay: 5 ms. From it on, half of the answers are less than 10 % late.

            How much later than planned an answer comes, as the client and as the simulator's log sees it, where delays are spread evenly around 100 ms:

            | in flight | calls a round | client p50 |     p95 |     p99 | simulator p50 |     p95 |     p99 |
            | --------: | ------------: | ---------: | ------: | ------: | ------------: | ------: | ------: |
            |         1 |            30 |    0.42 ms | 0.90 ms |       – |       0.11 ms | 0.30 ms |       – |
            |       200 |          3000 |    0.90 ms | 4.10 ms | 7.35 ms |       0.40 ms | 0.90 ms | 2.00 ms |

            The same for short delays, as the client sees it, 10 calls in flight:

            | delay | late p50 |     p95 |     p99 |
            | ----: | -------: | ------: | ------: |
            |  1 ms |  0.38 ms | 0.70 ms | 2.50 ms |
            |  5 ms |  0.40 ms | 0.80 ms | 2.60 ms |
            """);
  }

  @Test
  void of_leavesOutWhatIsUnknown() {
    Calibration unknown =
        new Calibration(
            "2026-11-23T10:00:00Z", null, new Machine(null, 2, "17.0.15"), CALIBRATION.measured());

    assertThat(CalibrationSection.of(unknown))
        .startsWith("- Calibrated 2026-11-23, on: 2 cores, JDK 17.0.15.\n");
  }
}
