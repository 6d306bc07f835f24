package org.dspybench.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dspybench.python.Reply.Raised;
import org.dspybench.python.Reply.Returned;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Workers attached to the interpreter")
class PythonWorkersTest {

  private static Map<String, Object> fieldsOf(Reply reply) {
    assertThat(reply).isInstanceOf(Returned.class);
    return ((Returned) reply).fields();
  }

  private static PythonException raisedBy(Reply reply) {
    assertThat(reply).isInstanceOf(Raised.class);
    return ((Raised) reply).exception();
  }

  @ParameterizedTest
  @ValueSource(strings = {"example:Shouting", "example:instance", "example:factory"})
  void program_mayBeAClassAnInstanceOrAFunction(String program) {
    try (Bridge bridge = Bridge.running(program, 1)) {
      assertThat(fieldsOf(bridge.ask("why?"))).containsExactly(Map.entry("answer", "WHY?"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "ein Ä, 漢字, \uD83D\uDE00 and \"quotes\" \\ \n\t", ""})
  void text_survivesBothWays(String text) {
    try (Bridge bridge = Bridge.running("dspybench.controls:Empty", 1)) {
      assertThat(fieldsOf(bridge.ask(text))).containsEntry("answer", text);
    }
  }

  @Test
  void values_keepTheirTypes() {
    try (Bridge bridge = Bridge.running("example:Typed", 1)) {
      assertThat(fieldsOf(bridge.ask("x")))
          .containsEntry("number", 1)
          .containsEntry("share", 0.5)
          .containsEntry("truth", true)
          .containsEntry("nothing", null)
          .containsEntry("words", List.of("a", "b"))
          .containsEntry("city", Map.of("name", "Köln", "people", 3))
          .containsEntry("point", Map.of("x", 1))
          .containsEntry("unknown", "<class 'object'>");
    }
  }

  @Test
  void exception_keepsTypeMessageTracebackAndCause() {
    try (Bridge bridge = Bridge.running("example:Raising", 1)) {
      assertThat(raisedBy(bridge.ask("this")))
          .hasMessage("cannot answer this \uD83D\uDE00")
          .returns(FailureKind.PROGRAM, PythonException::kind)
          .returns("builtins.ValueError", PythonException::type)
          .satisfies(
              e ->
                  assertThat(e.traceback())
                      .contains("KeyError: 'the cause'")
                      .contains("example.py")
                      .contains("was the direct cause"));
    }
  }

  @Test
  @DisplayName("SystemExit in a program is a failure of its question, not the end of the JVM")
  void systemExit_failsTheQuestionOnly() {
    try (Bridge bridge = Bridge.running("example:Exiting", 1)) {
      assertThat(raisedBy(bridge.ask("first")).type()).isEqualTo("builtins.SystemExit");
      assertThat(raisedBy(bridge.ask("second")).type()).isEqualTo("builtins.SystemExit");
    }
  }

  @Test
  void deepRecursion_fitsOnAWorkersStack() {
    try (Bridge bridge = Bridge.running("example:Recursing", 2)) {
      assertThat(fieldsOf(bridge.ask("x"))).containsEntry("answer", "900");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "no_such_module:Program",
        "example:no_such_attribute",
        "example:not_a_program",
        "question -> -> answer"
      })
  void start_saysWhatIsWrongWithTheProgram(String program) {
    assertThatThrownBy(() -> Bridge.running(program, 2))
        .asInstanceOf(type(PythonException.class))
        .returns(FailureKind.CONFIGURATION, PythonException::kind)
        .satisfies(e -> assertThat(e).hasMessageContaining(program).hasMessageNotContaining("\n"));
  }

  @Test
  void start_givesTheTraceback_whenTheModuleItselfIsBroken() {
    assertThatThrownBy(() -> Bridge.running("broken:Program", 1))
        .asInstanceOf(type(PythonException.class))
        .satisfies(e -> assertThat(e.traceback()).contains("this module is broken"));
  }

  @Test
  void start_worksAfterAFailedStart() {
    assertThatThrownBy(() -> Bridge.running("broken:Program", 1)).isNotNull();
    try (Bridge bridge = Bridge.running("example:Shouting", 1)) {
      assertThat(fieldsOf(bridge.ask("a"))).containsEntry("answer", "A");
    }
  }

  @Test
  void start_refusesAnotherEnvironmentInTheSameJvm() {
    try (Bridge bridge = Bridge.running("example:Shouting", 1)) {
      PythonEnvironment running = PythonEnvironment.find(java.util.Optional.empty());
      PythonEnvironment other =
          new PythonEnvironment(
              running.executable().resolveSibling("other"),
              running.version(),
              running.freeThreaded(),
              running.packages(),
              running.jepLibrary());
      assertThatThrownBy(() -> PythonInterpreter.of(other))
          .isInstanceOf(PythonUnavailableException.class)
          .hasMessageContaining("use another JVM");
    }
  }

  @Test
  void close_leavesNoThread_andCancelsWhatWaits() {
    int before = workerThreads();
    Bridge bridge = Bridge.running("example:Shouting", 20);
    assertThat(workerThreads()).isEqualTo(before + 20);
    List<CompletableFuture<Reply>> replies =
        IntStream.range(0, 2000).mapToObj(i -> bridge.submit("q" + i)).toList();

    bridge.close();

    assertThat(workerThreads()).isEqualTo(before);
    assertThat(replies).allMatch(CompletableFuture::isDone);
    assertThat(bridge.submit("late")).isCancelled();
  }

  @Test
  void workers_openedAndClosedManyTimes_leaveNoThread() {
    int before = workerThreads();
    for (int i = 0; i < 10; i++) {
      try (Bridge bridge = Bridge.running("dspybench.controls:Empty", 5)) {
        assertThat(fieldsOf(bridge.ask("q" + i))).containsEntry("answer", "q" + i);
      }
    }
    assertThat(workerThreads()).isEqualTo(before);
  }

  @Test
  void cpuTime_grows() {
    try (Bridge bridge = Bridge.running("dspybench.controls:Empty", 2)) {
      var before = bridge.workers().cpuTime();
      IntStream.range(0, 200).forEach(i -> bridge.ask("q"));
      assertThat(bridge.workers().cpuTime()).isGreaterThan(before);
    }
  }

  @Test
  void settings_reachEachOfSeveralSessionsInOneJvm() {
    try (Bridge shouting = Bridge.running("example:Shouting", 2);
        Bridge empty = Bridge.running("dspybench.controls:Empty", 2)) {
      assertThat(fieldsOf(shouting.ask("a"))).containsEntry("answer", "A");
      assertThat(fieldsOf(empty.ask("a"))).containsEntry("answer", "a");
    }
  }

  private static int workerThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("python-worker-"))
            .count();
  }
}
