package org.dspybench.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrimTest {

  @Test
  void parse_takesLabelsAllAndNone() {
    assertThat(Trim.parse("plain-calls, type-adapters"))
        .containsExactlyInAnyOrder(Trim.PLAIN_CALLS, Trim.TYPE_ADAPTERS);
    assertThat(Trim.parse("all")).containsExactlyInAnyOrder(Trim.values());
    assertThat(Trim.parse("none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"haircut", "", "plain-calls,", "all,none"})
  void parse_namesTheLabelsThereAre_whenGivenAnother(String text) {
    assertThatThrownBy(() -> Trim.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no trim '")
        .hasMessageEndingWith(
            "'; there are: type-adapters, system-message, plain-calls,"
                + " field-lookup, decision-check, all, none");
  }

  @Test
  @DisplayName("every label is one of trims.py, and the other way round")
  void labels_areThoseOfPython() throws IOException {
    String python = Files.readString(Path.of("src/main/python/dspybench/trims.py"));
    String table = python.substring(python.indexOf("TRIMS: dict"));

    assertThat(Arrays.stream(Trim.values()).map(Trim::label))
        .containsExactlyElementsOf(
            table
                .lines()
                .takeWhile(line -> !line.equals("}"))
                .filter(line -> line.startsWith("    \""))
                .map(line -> line.split("\"", -1)[1])
                .toList());
  }
}
