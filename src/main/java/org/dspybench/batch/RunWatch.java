package org.dspybench.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks at a run from time to time: how much memory there is, and what goes into its log. */
final class RunWatch implements AutoCloseable {

  private static final long LOOK_MILLIS = 250;
  private static final int LOOKS_FOR_AN_INTERVAL = 4;

  private final BatchRun run;
  private final Optional<IntervalLog> log;
  private final ScheduledFuture<?> looks;
  private int look;

  private RunWatch(BatchRun run, ScheduledExecutorService timer, Optional<IntervalLog> log) {
    this.run = run;
    this.log = log;
    this.looks =
        timer.scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Begins to look. */
  static RunWatch begin(BatchRun run, ScheduledExecutorService timer, Optional<Path> log) {
    try {
      return new RunWatch(
          run,
          timer,
          log.isPresent() ? Optional.of(IntervalLog.begin(log.get(), run)) : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the interval log " + log.get(), e);
    }
  }

  private void look() {
    run.recorder().sampleMemory();
    if (++look % LOOKS_FOR_AN_INTERVAL == 0) {
      log.ifPresent(IntervalLog::append);
    }
  }

  /** Looks once more. Returns what was measured. */
  BatchMetrics end(int workers) {
    run.recorder().sampleMemory();
    return run.recorder().metrics(workers, run.group());
  }

  @Override
  public void close() {
    looks.cancel(false);
    if (log.isPresent()) {
      try {
        log.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the interval log", e);
      }
    }
  }
}
