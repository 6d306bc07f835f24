package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {

  private final StringWriter out = new StringWriter();

  private static Set<String> subcommands() {
    return Main.commands().getSubcommands().keySet();
  }

  private int run(String... args) {
    return Main.commands().setOut(new PrintWriter(out, true)).execute(args);
  }

  @Test
  void help_namesEachSubcommand() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains(subcommands());
  }

  @ParameterizedTest
  @MethodSource("subcommands")
  void helpOfASubcommand_hasExamples(String subcommand) {
    assertThat(run(subcommand, "--help")).isZero();
    assertThat(out.toString()).contains("Examples:", subcommand);
  }
}
