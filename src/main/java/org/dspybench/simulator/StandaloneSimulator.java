package org.dspybench.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;

/**
 * A simulator that has its JVM to itself. It prints its base URL, as the first line, when it is
 * ready, and ends on SIGTERM, or, if asked to, when its standard input closes.
 */
public final class StandaloneSimulator {

  static final String NO_WARM_UP = "--no-warm-up";

  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private StandaloneSimulator() {}

  /** Starts one for {@link SimulatorProcess}, which sends it its settings. */
  public static void main(String[] args) throws InterruptedException {
    SimulatorSettings settings = new SimulatorSettings(SimulatorProfile.named("instant"), 0, 1);
    boolean warmUp = !List.of(args).contains(NO_WARM_UP);
    serve(settings, ServeOptions.onPort(0), warmUp, true, System.out, lm -> {});
  }

  /**
   * Serves until it is ended.
   *
   * @param warmUp whether to warm up before it is ready
   * @param exitWithParent whether to end when standard input closes, as it does when the process
   *     that started this one dies in whatever way
   * @param out where the base URL goes
   * @param atEnd run once when it is asked to end, while it still serves
   * @throws UncheckedIOException if the address or the port cannot be had
   * @throws InterruptedException if the thread is interrupted; the simulator has ended then
   */
  public static void serve(
      SimulatorSettings settings,
      ServeOptions options,
      boolean warmUp,
      boolean exitWithParent,
      PrintStream out,
      Consumer<SimulatedLm> atEnd)
      throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    if (exitWithParent) {
      daemon("parent-watch", () -> awaitEndOf(System.in, end)).start();
    }
    try (SimulatedLm lm = SimulatedLm.start(settings, options)) {
      onSignal(end, ended);
      if (warmUp) {
        WarmUp.run(lm, settings);
      }
      out.println(lm.baseUrl());
      out.flush();
      end.await();
      atEnd.accept(lm);
    } finally {
      ended.countDown();
    }
  }

  /** Keeps the JVM, when a signal ends it, until the simulator has ended too. */
  private static void onSignal(CountDownLatch end, CountDownLatch ended) {
    Runnable shutdown =
        () -> {
          end.countDown();
          try {
            ended.await(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "simulator-shutdown"));
  }

  private static void awaitEndOf(InputStream in, CountDownLatch end) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      end.countDown();
    }
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
