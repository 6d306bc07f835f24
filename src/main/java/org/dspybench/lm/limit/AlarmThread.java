package org.dspybench.lm.limit;

import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An alarm in real time, on a daemon thread {@code lm-limit} that does not start before the first
 * setting. Not thread-safe but for the action, which runs on that thread.
 */
final class AlarmThread implements Alarm {

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, AlarmThread::daemon);
  private Future<?> setting = new FutureTask<>(() -> {}, null);

  AlarmThread() {
    thread.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "lm-limit");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void set(Runnable action, long delayNanos) {
    setting.cancel(false);
    setting = thread.schedule(action, delayNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
