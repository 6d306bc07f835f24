package org.dspybench.python;

/** Threads fit to carry an interpreter. */
final class InterpreterThread {

  /**
   * CPython recurses on the C stack, and the default of a Java thread is an eighth of what Python
   * is built for.
   */
  private static final long STACK_BYTES = 16L << 20;

  private InterpreterThread() {}

  /** A daemon platform thread: a Python program that never returns cannot keep the JVM alive. */
  static Thread of(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }
}
