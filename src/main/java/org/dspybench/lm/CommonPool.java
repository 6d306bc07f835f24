package org.dspybench.lm;

import java.util.Optional;

/**
 * The JVM's common pool, through which {@code java.net.http} hands over each answer. Where it has
 * one thread, as on one or two cores, JDK 17 to 24 use none of it, and start a thread for each
 * answer (the field {@code USE_COMMON_POOL} of {@code CompletableFuture}).
 *
 * <p>A setting of the whole JVM, which a library has no business with: whoever starts a JVM for
 * predictions sees to it.
 */
public final class CommonPool {

  /** The system property that sets its threads; read when the pool is first used. */
  static final String PROPERTY = "java.util.concurrent.ForkJoinPool.common.parallelism";

  private static final int FEWEST_THREADS = 2;

  private CommonPool() {}

  /**
   * Gives the pool two threads where it would have fewer and nobody said otherwise. Of no use once
   * the pool was used.
   */
  public static void enlarge() {
    // One core is left to the thread that forks.
    if (Runtime.getRuntime().availableProcessors() <= FEWEST_THREADS && asked().isEmpty()) {
      System.setProperty(PROPERTY, String.valueOf(FEWEST_THREADS));
    }
  }

  /** The argument of a JVM that is to have as many threads as were asked for in this one. */
  public static Optional<String> jvmArgument() {
    return asked().map(threads -> "-D" + PROPERTY + "=" + threads);
  }

  private static Optional<String> asked() {
    return Optional.ofNullable(System.getProperty(PROPERTY));
  }
}
