package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dspybench.run.Plan;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine;

@DisplayName("The documents")
class DocumentsTest {

  private static final List<Path> DOCUMENTS =
      List.of(
          Path.of("README.md"),
          Path.of("CONTRIBUTING.md"),
          Path.of("jmh-results/README.md"),
          Path.of("jmh-results/ANSWERS.md"));
  private static final Pattern JAR = Pattern.compile("java -jar target/benchmarks.jar ([^`#\\n]+)");
  private static final Pattern BENCH = Pattern.compile("scripts/bench( --[^`#\\n]+)");
  private static final Pattern SCRIPT = Pattern.compile("scripts/[a-z-]+");

  static Stream<String> jarCommands() throws IOException {
    return found(JAR).map(matcher -> matcher.group(1).strip());
  }

  static Stream<String> benchArguments() throws IOException {
    return found(BENCH).map(matcher -> matcher.group(1).strip());
  }

  static Stream<String> scripts() throws IOException {
    return found(SCRIPT).map(Matcher::group);
  }

  private static Stream<Matcher> found(Pattern pattern) throws IOException {
    Stream.Builder<Matcher> matches = Stream.builder();
    for (Path document : DOCUMENTS) {
      Matcher matcher = pattern.matcher(Files.readString(document));
      while (matcher.find()) {
        Matcher match = pattern.matcher(matcher.group());
        assertThat(match.find()).isTrue();
        matches.add(match);
      }
    }
    return matches.build();
  }

  @ParameterizedTest
  @MethodSource("jarCommands")
  @DisplayName("name commands that the jar understands")
  void command_isUnderstood(String command) throws Exception {
    String[] words = command.split("\\s+", -1);
    CommandLine commands = Main.commands();
    if (commands.getSubcommands().containsKey(words[0])) {
      assertThatCode(() -> commands.parseArgs(words)).doesNotThrowAnyException();
    } else {
      assertThat(Plan.of(new CommandLineOptions(words)).runs())
          .as(Arrays.toString(words))
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("benchArguments")
  @DisplayName("name arguments of scripts/bench that run understands")
  void benchArguments_areUnderstood(String arguments) throws Exception {
    command_isUnderstood("run " + arguments);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  @DisplayName("name scripts that there are")
  void script_exists(String script) {
    assertThat(Path.of(script)).isExecutable();
  }
}
