package org.dspybench.batch.chaos;

import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dspybench.batch.BatchOptions;
import org.dspybench.lm.Endpoint;
import org.dspybench.sockets.Reaction;
import org.dspybench.sockets.Request;
import org.dspybench.sockets.SocketEndpoint;

/**
 * An OpenAI-compatible endpoint that answers DSPy's questions rightly, and misbehaves in one way
 * now and then. Whether it does is decided by a seed, the question, and how often that was asked,
 * so that all transports meet the same. Thread-safe.
 */
final class ChaosEndpoint implements AutoCloseable {

  private final Fault fault;
  private final Occurrence occurrence;
  private final long seed;
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger struck = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final SocketEndpoint socket;
  private volatile boolean behaves;

  ChaosEndpoint(Fault fault, Occurrence occurrence, long seed) {
    this.fault = fault;
    this.occurrence = occurrence;
    this.seed = seed;
    this.socket = new SocketEndpoint(this::react);
  }

  /** Options of batches against this endpoint. */
  BatchOptions.Builder options() {
    return BatchOptions.to(new Endpoint(socket.baseUrl(), "chaotic", "DSPYBENCH_TEST_KEY"));
  }

  /** Requests that came in whole. */
  int requests() {
    return requests.get();
  }

  /** Those of them that the fault struck. */
  int struck() {
    return struck.get();
  }

  /** Those of them to which nothing could be written, because their connection was gone. */
  int lost() {
    return lost.get();
  }

  int openConnections() {
    return socket.openConnections();
  }

  int busyConnections() {
    return socket.busyConnections();
  }

  /** Has no faults from now on. */
  void behave() {
    behaves = true;
    socket.comeBack();
  }

  @Override
  public void close() {
    socket.close();
  }

  private Reaction react(Request request) {
    String question = Completion.question(request.body());
    int number = requests.incrementAndGet();
    int attempt = attempts.merge(question, 1, Integer::sum);
    Occurrence.Arrival arrival = new Occurrence.Arrival(number, attempt, draw(question, attempt));
    String answer = Completion.to(question);
    if (behaves || !occurrence.strikes(arrival)) {
      return counted(Body.good(answer));
    }
    struck.incrementAndGet();
    return counted(fault.reaction(socket, answer));
  }

  private Reaction counted(Reaction reaction) {
    return (connection, out) -> {
      try {
        boolean keep = reaction.apply(connection, out);
        out.flush();
        return keep;
      } catch (IOException gone) {
        lost.incrementAndGet();
        throw gone;
      }
    };
  }

  private double draw(String question, int attempt) {
    return new SplittableRandom(seed ^ ((long) question.hashCode() << 32 | attempt)).nextDouble();
  }
}
