package org.dspybench.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.dspybench.lm.limit.CallLimit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An executor's share of a quota")
class QuotaShareTest {

  private static CallLimit.Rate rate(String text) {
    return (CallLimit.Rate) CallLimit.of(text);
  }

  @ParameterizedTest(name = "{0} among {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "rate:12000rpm | 2 | rate:6000rpm",
        "rate:12000rpm | 1 | rate:12000rpm",
        "rate:100rpm,90000tpm,burst=10 | 3 | rate:33rpm,30000tpm,burst=3",
        "rate:2rpm,burst=1 | 5 | rate:1rpm,burst=1"
      })
  @DisplayName("is an equal part, rounded down, but never nothing")
  void share_isAnEqualPart(String cluster, int executors, String expected) {
    assertThat(new QuotaShare(executors).of(rate(cluster)).label()).isEqualTo(expected);
  }

  @Test
  @DisplayName("is next to nothing before the driver has told it, of what the quota limits")
  void nothingYet_limitsTheSame() {
    assertThat(QuotaShare.nothingYet(rate("rate:500rpm,30000tpm,burst=9")).label())
        .isEqualTo("rate:1rpm,1tpm,burst=1");
    assertThat(QuotaShare.nothingYet(rate("rate:500rpm")).label()).isEqualTo("rate:1rpm");
  }
}
