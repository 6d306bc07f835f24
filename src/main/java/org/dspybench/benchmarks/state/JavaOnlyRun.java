package org.dspybench.benchmarks.state;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dspybench.benchmarks.profile.LastIteration;
import org.dspybench.lm.LmCalls;
import org.dspybench.lm.LmClient;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.limit.CallLimit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Makes the calls of a batch from Java alone. */
@State(Scope.Benchmark)
public class JavaOnlyRun {

  /** Calls that may run at once. */
  @Param({"1", "4", "10"})
  public int workers;

  private SimulatorLease simulator;
  private LmCalls calls;
  private LmClient client;
  private ExecutorService threads;
  private List<String> bodies;

  /** Writes the requests and starts the threads. */
  @Setup(Level.Trial)
  public void open(Questions questions, SimulatedEndpoint endpoint) {
    simulator = endpoint.lease();
    calls = new LmCalls(new CallLimit.Fixed(workers), Duration.ofSeconds(60), RetryPolicy.NONE, 0);
    client = new LmClient(simulator.endpoint(), calls);
    threads = Executors.newFixedThreadPool(workers);
    bodies =
        questions.all().stream()
            .map(question -> body(String.valueOf(question.inputs().get("question"))))
            .toList();
  }

  private static String body(String question) {
    return "{\"model\":\"simulated\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + question
        + "\"}]}";
  }

  /** Empties the simulator's counters. */
  @Setup(Level.Iteration)
  public void begin() {
    simulator.reset();
  }

  /** The measured operation. Returns the size of all answers. */
  public long call() throws InterruptedException, ExecutionException {
    List<Future<String>> answers =
        bodies.stream().map(body -> threads.submit(() -> client.exchange(body))).toList();
    long size = 0;
    for (Future<String> answer : answers) {
      size += answer.get().length();
    }
    return size;
  }

  /** Throws unless each call was answered. */
  @TearDown(Level.Iteration)
  public void check() {
    if (simulator.stats().answered() != bodies.size()) {
      throw new IllegalStateException(
          bodies.size() + " calls were made, but the endpoint tells " + simulator.stats());
    }
    LastIteration.publish(
        new Figures()
            .ofSimulator(simulator.stats(), simulator.calls(), workers)
            .ofLatencies(simulator.expectedLatency(), simulator.stats().delivered())
            .all());
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void close() {
    threads.shutdownNow();
    calls.close();
  }
}
