package org.dspybench.batch.chaos;

/** Which requests a fault strikes. */
@FunctionalInterface
interface Occurrence {

  /** More in a row would only take longer: what mends two mends three. */
  int MOST_IN_A_ROW = 2;

  /**
   * A request that came in.
   *
   * @param number which one, from 1
   * @param attempt which one with this question, from 1
   * @param draw from 0 to 1, decided by seed, question and attempt
   */
  record Arrival(int number, int attempt, double draw) {}

  boolean strikes(Arrival arrival);

  static Occurrence never() {
    return arrival -> false;
  }

  static Occurrence always() {
    return arrival -> true;
  }

  /** A share of the first two attempts with each question, so that a retry or two mend it. */
  static Occurrence share(double share) {
    return arrival -> arrival.attempt <= MOST_IN_A_ROW && arrival.draw < share;
  }

  static Occurrence atEvery(int requests) {
    return arrival -> arrival.number % requests == 0;
  }

  static Occurrence onceAt(int request) {
    return arrival -> arrival.number == request;
  }
}
