package org.dspybench.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.jspecify.annotations.Nullable;

/**
 * A simulated LM endpoint in a JVM of its own, so that its heap, its compiler and its CPU time are
 * not those of what is measured. Whoever starts one closes it; should its starter die without
 * closing it, in whatever way, it ends by itself. Thread-safe.
 */
public final class SimulatorProcess implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final Process process;
  private final URI baseUrl;

  private SimulatorProcess(Process process, URI baseUrl) {
    this.process = process;
    this.baseUrl = baseUrl;
  }

  /**
   * Starts one from this JVM's class path and returns when it is warm, which takes some seconds; or
   * at once, where {@link WarmUp} is not wanted.
   *
   * @throws IOException if it cannot be started or dies; the message has what it printed
   */
  public static SimulatorProcess start(SimulatorSettings settings) throws IOException {
    return WarmUp.isWanted() ? startWarm(settings) : startCold(settings);
  }

  static SimulatorProcess startWarm(SimulatorSettings settings) throws IOException {
    return start(settings, command(List.of()));
  }

  /** Starts one that is cold, at once: for tests, in which nothing is timed. */
  public static SimulatorProcess startCold(SimulatorSettings settings) throws IOException {
    return start(settings, command(List.of(StandaloneSimulator.NO_WARM_UP)));
  }

  /** Starts {@code command}, whose first line is to be a simulator's base URL. */
  static SimulatorProcess start(SimulatorSettings settings, List<String> command)
      throws IOException {
    Path errors = Files.createTempFile("dspybench-simulator-", ".err");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      try {
        URI baseUrl = baseUrl(firstLine(process), errors);
        new SimulatorControl(baseUrl).configure(settings);
        return new SimulatorProcess(process, baseUrl);
      } catch (IOException | RuntimeException e) {
        end(process);
        throw e;
      }
    } finally {
      // The process keeps the file open; nobody else needs its name from here on.
      Files.deleteIfExists(errors);
    }
  }

  /** The base URL that the simulator serves. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** A new client of the simulator's own paths. */
  public SimulatorControl control() {
    return new SimulatorControl(baseUrl);
  }

  /** Its process id. */
  long pid() {
    return process.pid();
  }

  /** Ends the process and waits for it. */
  @Override
  public void close() {
    end(process);
  }

  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms256m", "-Xmx1g", "-XX:+UseParallelGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StandaloneSimulator.class.getName());
    command.addAll(arguments);
    return command;
  }

  /** The first line that the process prints, or null if it ends, or is too late, without one. */
  private static @Nullable String firstLine(Process process) throws IOException {
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(READY_WITHIN.toSeconds(), TimeUnit.SECONDS));
    try {
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      return output.readLine();
    } finally {
      deadline.cancel(false);
    }
  }

  private static URI baseUrl(@Nullable String firstLine, Path errors) throws IOException {
    if (firstLine == null || !firstLine.startsWith("http://")) {
      String said = firstLine == null ? "" : firstLine + "\n";
      throw new IOException(
          "the simulator's JVM did not start within %d s; it printed:%n%s%s"
              .formatted(READY_WITHIN.toSeconds(), said, Files.readString(errors)));
    }
    return URI.create(firstLine);
  }

  /** Closing its standard input asks it to end. */
  private static void end(Process process) {
    try {
      process.getOutputStream().close();
      if (process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      // It has ended already, or will now.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
