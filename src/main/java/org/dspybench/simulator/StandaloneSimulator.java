package org.dspybench.simulator;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
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
    SimulatorSettings settings = SimulatorSettings.instant();
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
    EndOfService end = EndOfService.watch(exitWithParent);
    try (SimulatedLm lm = SimulatedLm.start(settings, options)) {
      if (warmUp) {
        WarmUp.run(lm, settings);
      }
      out.println(lm.baseUrl());
      out.flush();
      end.await();
      atEnd.accept(lm);
    } finally {
      end.reached();
    }
  }
}
