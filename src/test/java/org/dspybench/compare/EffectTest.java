package org.dspybench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An effect")
class EffectTest {

  private static final Offset<Double> CLOSE = within(1e-9);

  @Test
  @DisplayName("of pairs is what SciPy's exact permutation test and paired t interval say")
  void paired_isWhatSciPySays() throws IOException {
    JsonNode cases = reference().required("paired");

    assertThat(cases).hasSize(25);
    cases.forEach(one -> assertSame(Effect.paired(logs(one, "base"), logs(one, "head")), one));
  }

  @Test
  @DisplayName("of launches that are no pairs is what SciPy's Welch test says")
  void unpaired_isWhatSciPySays() throws IOException {
    JsonNode cases = reference().required("unpaired");

    assertThat(cases).hasSize(25);
    cases.forEach(one -> assertSame(Effect.unpaired(logs(one, "base"), logs(one, "head")), one));
  }

  private static void assertSame(Effect effect, JsonNode expected) {
    assertThat(effect.pOfSlower()).isCloseTo(expected.required("pOfSlower").asDouble(), CLOSE);
    assertThat(effect.pOfFaster()).isCloseTo(expected.required("pOfFaster").asDouble(), CLOSE);
    assertThat(effect.cost().low(0.95)).isCloseTo(expected.required("low").asDouble(), CLOSE);
    assertThat(effect.cost().high(0.95)).isCloseTo(expected.required("high").asDouble(), CLOSE);
  }

  private static double[] logs(JsonNode one, String side) {
    return StreamSupport.stream(one.required(side).spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static JsonNode reference() throws IOException {
    try (InputStream in = EffectTest.class.getResourceAsStream("reference.json")) {
      return new JsonMapper().readTree(in);
    }
  }
}
