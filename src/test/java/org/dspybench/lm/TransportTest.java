package org.dspybench.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportTest {

  @ParameterizedTest
  @EnumSource
  void eachIsFoundByItsLabel(Transport transport) {
    assertThat(Transport.of(transport.label())).isEqualTo(transport);
  }

  @Test
  void anUnknownLabelIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Transport.of("JAVA"))
        .hasMessage("no transport 'JAVA'; there are: java, lm15, litellm");
  }
}
