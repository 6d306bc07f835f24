package org.dspybench.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;

/**
 * A simulator that has its JVM to itself. It prints its base URL, as the first line, when it is
 * ready, and ends on SIGTERM, or, if asked to, when its standard input closes.
 */
public final class StandaloneSimulator {

  static final String NO_WARM_UP = "--no-warm-up";

  private StandaloneSimulator() {}

  /** Starts one for {@link SimulatorProcess}, which sends it its settings. */
  public static void main(String[] args) throws InterruptedException {
    SimulatorSettings settings = new SimulatorSettings(SimulatorProfile.named("instant"), 0, 1);
    serve(settings, 0, !List.of(args).contains(NO_WARM_UP), true, System.out);
    // Delays still running would keep the JVM.
    System.exit(0);
  }

  /**
   * Serves until it is ended.
   *
   * @param port to listen on, or 0 for any that is free
   * @param warmUp whether to warm up before it is ready
   * @param exitWithParent whether to end when standard input closes, as it does when the process
   *     that started this one dies in whatever way
   * @param out where the base URL goes
   * @throws UncheckedIOException if the port is taken
   * @throws InterruptedException if the thread is interrupted; the simulator has ended then
   */
  public static void serve(
      SimulatorSettings settings, int port, boolean warmUp, boolean exitWithParent, PrintStream out)
      throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    if (exitWithParent) {
      daemon("parent-watch", () -> awaitEndOf(System.in, end)).start();
    }
    try (SimulatedLm lm = SimulatedLm.start(settings, port)) {
      Runtime.getRuntime().addShutdownHook(new Thread(lm::close, "simulator-shutdown"));
      if (warmUp) {
        WarmUp.run(lm, settings);
      }
      out.println(lm.baseUrl());
      out.flush();
      end.await();
    }
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
