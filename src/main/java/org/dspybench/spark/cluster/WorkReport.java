package org.dspybench.spark.cluster;

import java.util.List;

/**
 * What an executor tells the driver while it asks questions.
 *
 * @param executor the executor's id
 * @param done outcomes since it started
 * @param failed those of them that are no answers
 * @param callsInFlight LM calls under way now
 */
record WorkReport(String executor, long done, long failed, int callsInFlight) {

  /**
   * The report as it travels: Spark reads messages of plugins with a class loader that knows the
   * JDK's classes, and not those of the application's jar.
   */
  String[] message() {
    return new String[] {
      executor, String.valueOf(done), String.valueOf(failed), String.valueOf(callsInFlight)
    };
  }

  /** Reads what {@link #message} wrote. */
  static WorkReport of(Object message) {
    List<String> fields = List.of((String[]) message);
    return new WorkReport(
        fields.get(0),
        Long.parseLong(fields.get(1)),
        Long.parseLong(fields.get(2)),
        Integer.parseInt(fields.get(3)));
  }
}
