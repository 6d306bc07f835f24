package org.dspybench.spark.dataset;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.dspybench.job.JobResult.Unanswered;
import org.dspybench.job.JobTally;
import org.dspybench.job.OutcomeJson.Status;
import org.dspybench.spark.checkpoint.Checkpoint;
import org.dspybench.spark.checkpoint.CheckpointHeader;
import org.dspybench.spark.checkpoint.ClusterFiles;

/** The outcomes in a checkpoint, one for each question that has one. */
public final class ClusterOutcomes {

  private static final int NAMED = 10;

  private final SparkSession session;
  private final Checkpoint checkpoint;
  private final CheckpointHeader header;

  public ClusterOutcomes(SparkSession session, Checkpoint checkpoint, CheckpointHeader header) {
    this.session = session;
    this.checkpoint = checkpoint;
    this.header = header;
  }

  /** The input's columns, and beside them the outcome. */
  public Dataset<Row> beside() {
    Dataset<Row> rows = rows();
    return rows.join(outcomes(), Columns.INDEX)
        .select(Columns.with(outcomeColumn(), inputColumns(rows)))
        .select(lastFirst(inputColumns(rows)));
  }

  private static Column[] lastFirst(String... inputs) {
    String[] all = Arrays.copyOf(inputs, inputs.length + 1);
    all[inputs.length] = Columns.OUTCOME;
    return Columns.named(all);
  }

  private static Column outcomeColumn() {
    return functions
        .expr("from_json(%s, '%s')".formatted(Columns.LINE, Columns.OUTCOME_SCHEMA))
        .as(Columns.OUTCOME);
  }

  /**
   * The outcomes as lines of JSON, as the command {@code batch} writes them. Where the input has
   * columns that are no input fields, {@code columns} holds all of the row.
   */
  public Dataset<String> lines() {
    Dataset<Row> rows = rows();
    String[] columns = inputColumns(rows);
    if (columns.length == header.inputFields().size()) {
      return outcomes().select(Columns.LINE).as(Encoders.STRING());
    }
    Column all = functions.to_json(functions.struct(Columns.named(columns)));
    return rows.join(outcomes(), Columns.INDEX)
        .select(
            functions.concat(
                functions.expr("left(%1$s, length(%1$s) - 1)".formatted(Columns.LINE)),
                functions.lit(",\"columns\":"),
                all,
                functions.lit("}")))
        .as(Encoders.STRING());
  }

  private Dataset<Row> rows() {
    return session.read().parquet(checkpoint.paths().rows().toString()).drop(Columns.QUESTION);
  }

  private static String[] inputColumns(Dataset<Row> rows) {
    return Arrays.stream(rows.columns())
        .filter(name -> !name.equals(Columns.INDEX))
        .toArray(String[]::new);
  }

  private Dataset<Row> outcomes() {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    List<String> parts = checkpoint.parts();
    JavaRDD<String> lines =
        context
            .parallelize(parts, Math.max(1, parts.size()))
            .mapPartitions(
                new OutcomeLines(checkpoint.paths().root().toString(), ClusterFiles.of(context)));
    return session
        .createDataset(lines.rdd(), Encoders.STRING())
        .select(
            functions.expr("cast(get_json_object(value, '$.index') as bigint)").as(Columns.INDEX),
            functions.col("value").as(Columns.LINE));
  }

  private Dataset<Row> statuses() {
    return outcomes().select(functions.expr("get_json_object(_line, '$.status')").as("status"));
  }

  /** What the questions have come to. */
  public JobTally tally() {
    Map<Status, Long> counts = counts();
    long answered = counts.getOrDefault(Status.ANSWERED, 0L);
    long failed = counts.getOrDefault(Status.FAILED, 0L);
    long timedOut = counts.getOrDefault(Status.TIMED_OUT, 0L);
    return new JobTally(
        answered, failed, timedOut, header.questions() - answered - failed - timedOut);
  }

  private Map<Status, Long> counts() {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    for (Row row : statuses().groupBy("status").count().collectAsList()) {
      counts.put(Status.of(row.getString(0)), row.getLong(1));
    }
    return counts;
  }

  /** Questions that need not be asked again. */
  public long finished(boolean retryFailed) {
    JobTally tally = tally();
    return tally.answered() + (retryFailed ? 0 : tally.failed());
  }

  /** The first questions that failed or timed out, in order. */
  public List<Unanswered> firstUnanswered() {
    return outcomes()
        .select(Columns.named(Columns.INDEX), outcomeColumn())
        .filter(functions.expr("outcome.status <> '%s'".formatted(Status.ANSWERED.label())))
        .orderBy(Columns.INDEX)
        .limit(NAMED)
        .selectExpr("outcome.index", "outcome.kind", "outcome.message")
        .collectAsList()
        .stream()
        .map(ClusterOutcomes::unanswered)
        .toList();
  }

  private static Unanswered unanswered(Row row) {
    return row.isNullAt(1)
        ? new Unanswered(row.getLong(0), Unanswered.TIMED_OUT, Unanswered.NO_ANSWER_IN_TIME)
        : new Unanswered(row.getLong(0), row.getString(1), row.getString(2));
  }
}
