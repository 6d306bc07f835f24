package org.dspybench.spark;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.dspybench.job.JobProgress;
import org.dspybench.spark.checkpoint.Checkpoint;
import org.dspybench.spark.checkpoint.CheckpointHeader;
import org.dspybench.spark.checkpoint.ClusterFiles;
import org.dspybench.spark.cluster.DriverSide;
import org.dspybench.spark.cluster.FitnessWatch;
import org.dspybench.spark.cluster.LiveExecutors;
import org.dspybench.spark.cluster.PredictorRecipe;
import org.dspybench.spark.cluster.UnfitExecutorException;
import org.dspybench.spark.dataset.ClusterOutcomes;
import org.dspybench.spark.dataset.Columns;
import org.dspybench.spark.dataset.Staging;
import org.dspybench.spark.metrics.ClusterCounters;
import org.dspybench.spark.metrics.ClusterMetrics;
import org.dspybench.spark.metrics.FiguresByExecutor;

/**
 * The questions of a dataset, asked by the executors of a session, with a checkpoint between them
 * and their outcomes. One thread runs it; {@link #progress} may be called by others.
 */
final class ClusterJob {

  /** Enough that a slow part does not hold up an executor with nothing else to do. */
  private static final int PARTS_PER_CORE = 4;

  private final SparkSession session;
  private final SparkOptions options;
  private final PredictorRecipe recipe;
  private final Checkpoint checkpoint;
  private final CheckpointHeader header;
  private final boolean goesOn;
  private volatile long earlier;
  private volatile long beginNanos;

  private ClusterJob(
      SparkSession session,
      SparkOptions options,
      PredictorRecipe recipe,
      Checkpoint checkpoint,
      CheckpointHeader header,
      boolean goesOn) {
    this.session = session;
    this.options = options;
    this.recipe = recipe;
    this.checkpoint = checkpoint;
    this.header = header;
    this.goesOn = goesOn;
  }

  /**
   * Stages the questions, or finds those that an earlier run staged.
   *
   * @throws IllegalArgumentException in one line, if a setting of Spark is refused, the input is
   *     not fit, or the checkpoint is another job's or is not to be gone on with
   */
  static ClusterJob open(Dataset<Row> input, SparkOptions options) {
    SparkSession session = input.sparkSession();
    PredictorRecipe recipe = PredictorRecipe.of(options.predictor());
    ClusterSettings.check(session.sparkContext().conf(), recipe);
    Checkpoint checkpoint =
        Checkpoint.of(options.checkpoint(), session.sparkContext().hadoopConfiguration());
    List<String> fields = Columns.inputFields(input.columns(), options.inputFields());
    CheckpointHeader wanted =
        new CheckpointHeader(
            CheckpointHeader.VERSION,
            recipe.program(),
            recipe.model(),
            fields,
            Staging.stateOf(input),
            0);
    Optional<CheckpointHeader> earlier = checkpoint.header();
    earlier.ifPresent(found -> requireSame(wanted, found, options));
    CheckpointHeader header = earlier.orElseGet(() -> stage(input, options, checkpoint, wanted));
    return new ClusterJob(session, options, recipe, checkpoint, header, earlier.isPresent());
  }

  private static void requireSame(
      CheckpointHeader wanted, CheckpointHeader found, SparkOptions options) {
    wanted
        .differenceFrom(found)
        .ifPresent(
            difference -> {
              throw new IllegalArgumentException(
                  "the checkpoint %s is %s; give --checkpoint another folder, or delete this one"
                      .formatted(options.checkpoint(), difference));
            });
    if (!options.resume()) {
      throw new IllegalArgumentException(
          "the checkpoint %s is there: an earlier run left something to do; --resume goes on with it, or delete it to begin anew"
              .formatted(options.checkpoint()));
    }
  }

  private static CheckpointHeader stage(
      Dataset<Row> input, SparkOptions options, Checkpoint checkpoint, CheckpointHeader wanted) {
    checkpoint.delete();
    SparkSession session = input.sparkSession();
    int parts =
        options
            .partitions()
            .orElseGet(() -> PARTS_PER_CORE * session.sparkContext().defaultParallelism());
    long questions =
        new Staging(session, checkpoint.paths()).write(input, wanted.inputFields(), parts);
    CheckpointHeader header = wanted.staged(questions);
    checkpoint.write(header);
    return header;
  }

  /**
   * Asks what has no outcome yet.
   *
   * @throws UnfitExecutorException if an executor cannot ask questions
   */
  ClusterMetrics run() {
    SparkContext spark = session.sparkContext();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark);
    FiguresByExecutor figures = new FiguresByExecutor();
    spark.register(figures, "figures by executor");
    ClusterCounters counters = ClusterCounters.of(spark);
    earlier = goesOn ? outcomes().finished(options.retryFailed()) : 0;
    String group = "dspybench-" + UUID.randomUUID();
    FitnessWatch watch = new FitnessWatch(spark, group);
    spark.addSparkListener(watch);
    List<String> parts = checkpoint.parts();
    beginNanos = System.nanoTime();
    context.setJobGroup(group, "predicting " + header.questions() + " questions", true);
    try {
      context
          .parallelize(parts, Math.max(1, parts.size()))
          .foreachPartition(
              new PartTask(
                  checkpoint.paths(),
                  options,
                  recipe,
                  ClusterFiles.of(context),
                  figures,
                  counters));
    } catch (Exception e) {
      // Scala declares nothing: what comes may be a checked exception all the same.
      throw watch.explain(e);
    } finally {
      context.clearJobGroup();
      spark.removeSparkListener(watch);
    }
    return new ClusterMetrics(
        Duration.ofNanos(System.nanoTime() - beginNanos), recipe.workers(), figures.value());
  }

  /** What has become of the questions. */
  ClusterOutcomes outcomes() {
    return new ClusterOutcomes(session, checkpoint, header);
  }

  /** How far it is, as far as executors have told. */
  JobProgress progress() {
    Optional<LiveExecutors> executors = DriverSide.executors();
    long began = beginNanos;
    return new JobProgress(
        OptionalLong.of(header.questions()),
        earlier,
        executors.map(LiveExecutors::done).orElse(0L),
        executors.map(LiveExecutors::failed).orElse(0L),
        executors.map(LiveExecutors::callsInFlight).orElse(0),
        began == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - began));
  }

  /** Deletes the checkpoint: nothing is left to do. */
  void forget() {
    checkpoint.delete();
  }
}
