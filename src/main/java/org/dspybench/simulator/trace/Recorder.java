package org.dspybench.simulator.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.dspybench.simulator.wire.LmServer;

/**
 * Records the calls of a real endpoint: a client is given {@link #baseUrl} instead of the
 * endpoint's own, and each of its calls becomes a line of the trace, which {@link Trace#read} makes
 * a profile of. Thread-safe. Whoever starts one closes it.
 */
public final class Recorder implements AutoCloseable {

  private final LmServer server;
  private final TraceWriter writer;
  private final ExecutorService threads;

  private Recorder(LmServer server, TraceWriter writer, ExecutorService threads) {
    this.server = server;
    this.writer = writer;
    this.threads = threads;
  }

  /**
   * Starts one, if the endpoint answers. What fails leaves nothing behind.
   *
   * @param target the endpoint's base URL, such as {@code https://api.openai.com/v1}
   * @param trace the file to make; there must be none of that name
   * @param keepContent whether the trace holds prompts and answers too; keys it never holds
   * @param bindAddress the address to listen on, {@link LmServer#LOOPBACK} unless others are to
   *     reach it
   * @param port to listen on, or 0 for any that is free
   * @param problems takes a line for each call that the endpoint did not answer, and for each that
   *     could not be written down; from any thread
   * @throws IllegalArgumentException if the target is no base URL
   * @throws UncheckedIOException if the target does not answer, the trace cannot be made or the
   *     address not be listened on; the message says so in one line
   * @throws IOException if a trace that was begun in vain cannot be deleted
   */
  public static Recorder start(
      String target,
      Path trace,
      boolean keepContent,
      String bindAddress,
      int port,
      Consumer<String> problems)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool(daemons());
    try {
      Target endpoint = Target.of(target, threads);
      endpoint.requireReachable();
      TraceWriter writer = TraceWriter.create(trace);
      RecordingProxy proxy =
          new RecordingProxy(endpoint, keepContent, telling(writer, problems), problems);
      return new Recorder(serve(proxy, bindAddress, port, writer, trace), writer, threads);
    } catch (RuntimeException | IOException | InterruptedException e) {
      threads.shutdownNow();
      throw e;
    }
  }

  /** {@code http://127.0.0.1:PORT/v1}, the base URL that a client is given. */
  public URI baseUrl() {
    return server.baseUrl();
  }

  /**
   * How many calls stand in the trace. A call is written down when its answer has ended, which can
   * be an instant after its client has read it.
   */
  public long calls() {
    return writer.calls();
  }

  /**
   * Stops to serve and ends the trace. Calls in flight lose their connection and are no part of it.
   *
   * @throws UncheckedIOException if the trace could not be written to its end
   */
  @Override
  public void close() {
    server.close();
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the trace cannot be closed (" + e + ")", e);
    } finally {
      threads.shutdown();
    }
  }

  private static LmServer serve(
      RecordingProxy proxy, String bindAddress, int port, TraceWriter writer, Path trace)
      throws IOException {
    try {
      return LmServer.start(bindAddress, port, proxy);
    } catch (RuntimeException e) {
      writer.close();
      Files.delete(trace);
      throw e;
    }
  }

  /** A call that cannot be written down is no reason to keep its answer from the client. */
  private static Consumer<RecordedCall> telling(TraceWriter writer, Consumer<String> problems) {
    return call -> {
      try {
        writer.append(call);
      } catch (UncheckedIOException e) {
        problems.accept(String.valueOf(e.getMessage()));
      }
    };
  }

  private static ThreadFactory daemons() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "recorder-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
