package org.dspybench.benchmarks.state;

import org.dspybench.python.InterpreterLock;

/** A thread that computes until it is closed. */
interface BusyThread extends AutoCloseable {

  /**
   * Starts one.
   *
   * @param whose {@code python}, which wants the interpreter lock all the time; {@code java}, which
   *     takes as much of a core and never the lock; or {@code none}
   * @throws IllegalArgumentException naming these, for any other
   */
  static BusyThread start(String whose, InterpreterLock lock) {
    return switch (whose) {
      case "none" -> () -> {};
      case "java" -> inJava();
      case "python" -> lock.occupy(1)::close;
      default ->
          throw new IllegalArgumentException(
              "no busy thread '" + whose + "'; there are: none, java, python");
    };
  }

  private static BusyThread inJava() {
    Thread thread = new Thread(BusyThread::compute, "busy");
    thread.setDaemon(true);
    thread.start();
    return thread::interrupt;
  }

  private static void compute() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  @Override
  void close();
}
