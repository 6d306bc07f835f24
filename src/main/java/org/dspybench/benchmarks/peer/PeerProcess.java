package org.dspybench.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that speaks in lines: one when it is ready, and then an answer to each that it is
 * given. It ends when its standard input does, and so with this JVM, in whatever way that ends.
 */
final class PeerProcess implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(5);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);
  private static final Duration GOING = Duration.ofSeconds(1);
  private static final String READY = "ready";

  private final String name;
  private final Process process;
  private final Writer input;
  private final BufferedReader output;
  private final LastLines errors;
  private final String readiness;

  private PeerProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.errors = LastLines.of(process.errorReader(StandardCharsets.UTF_8));
    this.readiness = awaitReady();
  }

  /**
   * Starts a command and waits until it is ready.
   *
   * @param name for messages
   * @param variables added to the environment
   * @throws PeerException if it cannot be started, dies, or prints something else first
   */
  static PeerProcess start(String name, List<String> command, Map<String, String> variables) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(variables);
    try {
      return new PeerProcess(name, builder.start());
    } catch (IOException e) {
      throw new PeerException("the peer '" + name + "' cannot be started: " + e.getMessage(), e);
    }
  }

  private String awaitReady() {
    try {
      String line = readLine(READY_WITHIN);
      if (!line.startsWith(READY)) {
        throw new PeerException(
            "the peer '%s' printed '%s' instead of '%s'".formatted(name, line, READY));
      }
      return line.substring(READY.length()).strip();
    } catch (PeerException e) {
      close();
      throw e;
    }
  }

  /** What it told when it was ready, such as its port. */
  String readiness() {
    return readiness;
  }

  /**
   * Gives it a line and waits for the answer.
   *
   * @throws PeerException if it ends instead, or takes longer than five minutes
   */
  String exchange(String line) {
    try {
      input.write(line);
      input.write('\n');
      input.flush();
    } catch (IOException e) {
      throw ended();
    }
    return readLine(ANSWER_WITHIN);
  }

  private String readLine(Duration within) {
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(within.toSeconds(), TimeUnit.SECONDS));
    String line = lineOrEnd();
    boolean inTime = deadline.cancel(false);
    if (line != null) {
      return line;
    }
    throw inTime ? ended() : silent(within);
  }

  private @Nullable String lineOrEnd() {
    try {
      return output.readLine();
    } catch (IOException e) {
      return null; // Its pipe was closed when it was destroyed.
    }
  }

  /**
   * Throws if the process has ended, or ends soon after a fault: what it held, such as its
   * connections, goes before the process does.
   */
  void requireAlive(boolean afterAFault) {
    try {
      if (process.waitFor(afterAFault ? GOING.toMillis() : 0, TimeUnit.MILLISECONDS)) {
        throw ended();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PeerException ended() {
    close();
    return new PeerException(
        "the peer '%s' ended with status %d; it printed last:%n%s"
            .formatted(name, process.exitValue(), errors.text()));
  }

  private PeerException silent(Duration within) {
    return new PeerException(
        "the peer '%s' gave no answer within %d s; it printed last:%n%s"
            .formatted(name, within.toSeconds(), errors.text()));
  }

  ProcessUse use() {
    return ProcessUse.of(process.toHandle());
  }

  /** Closes its standard input, waits for its end, and ends it if that does not come. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already, or will now.
    }
    if (!endsByItself()) {
      process.destroyForcibly().onExit().join();
    }
  }

  private boolean endsByItself() {
    try {
      return process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
