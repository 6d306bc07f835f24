package org.dspybench.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dspybench.simulator.call.SimulatorStats;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A simulator process")
class SimulatorProcessTest {

  private static final SimulatorSettings SETTINGS =
      new SimulatorSettings(SimulatorProfile.named("flaky"), 3, 0.5);
  private static final String BODY =
      "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}";

  /** A parent that starts a simulator, prints its process id, and waits to be killed. */
  static final class Parent {

    private Parent() {}

    public static void main(String[] args) throws Exception {
      SimulatorProcess simulator = SimulatorProcess.startCold(SETTINGS);
      System.out.println(simulator.pid());
      Thread.sleep(60_000);
      simulator.close();
    }
  }

  @Test
  @DisplayName("serves, and is gone when closed")
  void close_leavesNoProcess() throws IOException {
    SimulatorProcess simulator = SimulatorProcess.startCold(SETTINGS);
    ProcessHandle process = ProcessHandle.of(simulator.pid()).orElseThrow();
    SimulatorStats stats = simulator.control().stats();
    simulator.close();

    assertThat(stats.requests()).isZero();
    assertThat(stats.cpuTime()).isPositive();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  @DisplayName("ends at once when closed, and breaks the connections of calls in flight")
  void close_doesNotWaitForCalls() throws Exception {
    SimulatorSettings slow = new SimulatorSettings(SimulatorProfile.named("constant"), 1, 1000);
    SimulatorProcess simulator = SimulatorProcess.startCold(slow);
    ProcessHandle process = ProcessHandle.of(simulator.pid()).orElseThrow();
    CompletableFuture<?> call =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/chat/completions"))
                    .POST(BodyPublishers.ofString(BODY))
                    .build(),
                BodyHandlers.discarding());
    while (simulator.control().stats().inFlight() == 0) {
      Thread.sleep(10);
    }
    simulator.close();

    assertThat(process.isAlive()).isFalse();
    assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
  }

  @Test
  @Tag("slow")
  @DisplayName("warms up, and then knows nothing of it")
  void start_leavesNoTraceOfItsWarmUp() throws IOException {
    try (SimulatorProcess simulator = SimulatorProcess.startWarm(SETTINGS)) {
      assertThat(simulator.control().stats().requests()).isZero();
      assertThat(simulator.control().calls()).isEmpty();
    }
  }

  @Test
  @DisplayName("is gone when its parent was killed")
  void process_ends_whenItsParentIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                java(), "-cp", System.getProperty("java.class.path"), Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String pid = parent.inputReader(StandardCharsets.UTF_8).readLine();
    ProcessHandle simulator = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    assertThat(simulator.isAlive()).isTrue();
    parent.destroyForcibly().waitFor();

    simulator.onExit().get(30, TimeUnit.SECONDS);
    assertThat(simulator.isAlive()).isFalse();
  }

  @Test
  @DisplayName("that dies before it is ready is an error with what it printed")
  void start_fails_withWhatTheProcessPrinted() {
    List<String> command = List.of(java(), "-cp", "nowhere", "no.such.Simulator");

    assertThatThrownBy(() -> SimulatorProcess.start(SETTINGS, command))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the simulator's JVM did not start")
        .hasMessageContaining("no.such.Simulator");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
