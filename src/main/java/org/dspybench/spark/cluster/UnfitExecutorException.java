package org.dspybench.spark.cluster;

/**
 * An executor that cannot ask questions, because its node lacks something. The message is one line
 * that names the executor, its host and what would mend it.
 */
public final class UnfitExecutorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnfitExecutorException(String message) {
    super(message);
  }
}
