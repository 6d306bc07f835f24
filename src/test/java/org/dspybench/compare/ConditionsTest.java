package org.dspybench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.dspybench.results.Environment;
import org.dspybench.results.Fact;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The conditions of a measurement")
class ConditionsTest {

  private static Conditions on(String os) {
    return Conditions.of(Environment.unknown().with(Fact.OS, os));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux 6.8.0-1025-azure amd64, Linux 6.8 amd64",
    "Linux 6.18.44-fc-v669 amd64, Linux 6.18 amd64",
    "Mac OS X 14.5 aarch64, Mac OS X 14.5 aarch64",
    "Windows Server 2022 10.0 amd64, Windows Server 2022 10.0 amd64",
    "unknown, unknown"
  })
  @DisplayName("have of an operating system's version the first two numbers")
  void patchLevel_isLeftOut(String os, String told) {
    assertThat(on(os).facts()).containsEntry(Fact.OS, told);
  }

  @Test
  @DisplayName("are the same after a patch of the kernel, and others after a new one")
  void patch_isNoOtherMachine() {
    assertThat(on("Linux 6.8.0-1025-azure amd64")).isEqualTo(on("Linux 6.8.0-1031-azure amd64"));
    assertThat(on("Linux 6.8.0 amd64")).isNotEqualTo(on("Linux 6.11.0 amd64"));
  }
}
