package org.dspybench.spark;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.dspybench.batch.BatchOptions;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.limit.CallLimit;

/** An application of a user's own: tickets from its catalogue, and a table of their answers. */
public final class OwnApplication {

  private OwnApplication() {}

  /** Takes the endpoint, a folder for the checkpoint and one for the answers. */
  public static void main(String[] args) {
    SparkSession session = SparkSession.builder().getOrCreate();
    session
        .range(20)
        .selectExpr("id", "concat('Why ', id % 15, '?') AS question")
        .createOrReplaceTempView("tickets");
    BatchOptions predictor =
        BatchOptions.to(new Endpoint(URI.create(args[0]), "simulated", "OWN_API_KEY"))
            .workers(10)
            .limit(CallLimit.of("rate:6000rpm"))
            .build();
    Dataset<Row> outcomes =
        SparkBatch.predict(
            session.table("tickets"),
            new SparkOptions(
                predictor, args[1], List.of("question"), Optional.of(4), false, false, false));
    outcomes.selectExpr("id", "outcome.answer['answer'] AS answer").write().json(args[2]);
    System.out.println(outcomes.filter("outcome.status = 'answered'").count() + " answered");
    session.stop();
  }
}
