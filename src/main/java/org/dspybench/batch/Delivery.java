package org.dspybench.batch;

/** In which order a stream's outcomes are delivered. */
public enum Delivery {
  /** In the order of the questions: an outcome waits for those of all questions before it. */
  IN_ORDER,
  /** Each as soon as it is there. */
  AS_COMPLETED
}
