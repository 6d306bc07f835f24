package org.dspybench.spark;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.dspybench.spark.dataset.SparkInput;

/** An application that prints the questions of one input in each format there is. */
public final class ReadInputs {

  private ReadInputs() {}

  /** Takes the folder that has the files, and to which the Parquet is written. */
  public static void main(String[] args) {
    SparkSession session = SparkSession.builder().getOrCreate();
    var tickets = session.sql("SELECT 'Why, \"now\"?' AS question");
    tickets.createOrReplaceTempView("tickets");
    tickets.write().parquet(args[0] + "/tickets.parquet");
    print(session, args[0] + "/tickets.parquet", Optional.empty());
    print(session, "tickets", Optional.of("table"));
    print(session, args[0] + "/tickets.jsonl", Optional.empty());
    print(session, args[0] + "/tickets.csv", Optional.empty());
    print(session, args[0] + "/tickets.txt", Optional.empty());
    print(session, args[0] + "/tickets.data", Optional.of("txt"));
    session.stop();
  }

  private static void print(SparkSession session, String name, Optional<String> format) {
    SparkInput.of(name, format, "question")
        .read(session)
        .toJSON()
        .collectAsList()
        .forEach(System.out::println);
  }
}
