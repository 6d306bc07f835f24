package org.dspybench.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.LmCalls;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.dspybench.lm.limit.CallLimit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session")
class PythonSessionTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final LmCalls calls = new LmCalls(new CallLimit.Fixed(2), TIMEOUT, RetryPolicy.NONE, 0);

  @AfterEach
  void close() {
    calls.close();
  }

  private PythonSession open(String program) {
    return open(program, Set.of());
  }

  private PythonSession open(String program, Set<Trim> trims) {
    Endpoint nowhere = new Endpoint(URI.create("http://127.0.0.1:9/v1"), "none", "NO_SUCH_KEY");
    SessionSettings settings =
        new SessionSettings(
            program,
            Optional.empty(),
            Transport.JAVA,
            nowhere,
            TIMEOUT,
            2,
            OptionalDouble.empty(),
            OptionalInt.empty(),
            trims);
    return PythonSession.open(PythonEnvironment.find(Optional.empty()), settings, calls);
  }

  private static CompletableFuture<String> ask(PythonSession session, String inputs) {
    CompletableFuture<String> reply = new CompletableFuture<>();
    Runnable task =
        () -> {
          try (PythonSession.Attachment python = session.attach()) {
            reply.complete(python.predict(inputs));
          } catch (RuntimeException | Error e) {
            reply.completeExceptionally(e);
          }
        };
    PythonSession.thread("attached", task).start();
    return reply.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("answers threads that attach themselves, in the words of worker.py")
  void predict_runsTheProgram_onTheCallingThread() {
    try (PythonSession session = open("dspybench.controls:Empty")) {
      List<CompletableFuture<String>> replies =
          IntStream.range(0, 4)
              .mapToObj(i -> ask(session, "{\"question\":\"q" + i + "\"}"))
              .toList();

      assertThat(replies)
          .extracting(CompletableFuture::join)
          .containsExactly(
              "{\"fields\":{\"answer\":\"q0\"}}",
              "{\"fields\":{\"answer\":\"q1\"}}",
              "{\"fields\":{\"answer\":\"q2\"}}",
              "{\"fields\":{\"answer\":\"q3\"}}");
    }
  }

  @Test
  void predict_returnsTheFailure_whenTheProgramRaises() {
    try (PythonSession session = open("dspybench.controls:Empty")) {
      assertThat(ask(session, "{\"no_such_field\":1}").join())
          .startsWith("{\"failure\":{\"kind\":\"PROGRAM\"");
    }
  }

  @Test
  void open_takesAllTrims_andGivesThemBack() {
    try (PythonSession session = open("dspybench.controls:Empty", Trim.parse("all"))) {
      assertThat(ask(session, "{\"question\":\"q\"}").join())
          .isEqualTo("{\"fields\":{\"answer\":\"q\"}}");
    }
    open("dspybench.controls:Empty", Set.of(Trim.PLAIN_CALLS)).close();
  }

  @Test
  void open_throws_whenASessionWithOtherTrimsIsOpen() {
    try (PythonSession session = open("dspybench.controls:Empty", Set.of(Trim.SYSTEM_MESSAGE))) {
      assertThat(session).isNotNull();
      assertThatThrownBy(() -> open("dspybench.controls:Empty"))
          .isInstanceOf(PythonException.class)
          .hasMessageContaining("has a session with trims system-message open");
    }
  }

  @Test
  void open_throws_whenTheProgramCannotBeLoaded() {
    assertThatThrownBy(() -> open("dspybench.controls:NoSuchProgram"))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("NoSuchProgram");
  }
}
