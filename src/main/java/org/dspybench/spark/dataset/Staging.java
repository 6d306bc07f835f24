package org.dspybench.spark.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.dspybench.spark.checkpoint.CheckpointPaths;

/**
 * Writes the questions into a checkpoint before any is asked: numbered, and divided into parts by
 * what is asked, so that a task tried again, or another run, finds the same questions in the same
 * parts, whatever has become of the input meanwhile, and the same question twice is in one part.
 */
public final class Staging {

  private final SparkSession session;
  private final CheckpointPaths paths;

  public Staging(SparkSession session, CheckpointPaths paths) {
    this.session = session;
    this.paths = paths;
  }

  /**
   * Writes them.
   *
   * @return how many there are
   */
  public long write(Dataset<Row> input, List<String> inputFields, int parts) {
    Dataset<Row> numbered = numbered(input);
    numbered
        .withColumn(
            Columns.QUESTION,
            functions.to_json(functions.struct(Columns.named(inputFields.toArray(String[]::new)))))
        .write()
        .parquet(paths.rows().toString());
    Dataset<Row> rows = session.read().parquet(paths.rows().toString());
    requireInputs(rows);
    rows.select(
            functions.concat_ws("\t", Columns.named(Columns.INDEX, Columns.QUESTION)).as("value"),
            Columns.named(Columns.QUESTION))
        .repartition(parts, Columns.named(Columns.QUESTION))
        .select("value")
        .write()
        .text(paths.questions().toString());
    return rows.count();
  }

  private Dataset<Row> numbered(Dataset<Row> input) {
    StructType schema = input.schema().add(Columns.INDEX, DataTypes.LongType, false);
    JavaRDD<Row> rows =
        input.toJavaRDD().zipWithIndex().map(pair -> numbered(pair._1(), pair._2()));
    return session.createDataFrame(rows, schema);
  }

  private static Row numbered(Row row, long index) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = index;
    return RowFactory.create(values);
  }

  private static void requireInputs(Dataset<Row> rows) {
    List<Row> empty =
        rows.filter(Columns.named(Columns.QUESTION).equalTo("{}")).limit(1).collectAsList();
    if (!empty.isEmpty()) {
      throw new IllegalArgumentException(
          "row %d of the input has no value in any input field"
              .formatted(empty.get(0).<Long>getAs(Columns.INDEX)));
    }
  }

  /**
   * The state of an input's files, from names, lengths and times; empty for an input without files.
   */
  public static String stateOf(Dataset<Row> input) {
    String[] names = input.inputFiles();
    if (names.length == 0) {
      return "";
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Arrays.sort(names);
      for (String name : names) {
        Path file = new Path(URI.create(name));
        FileStatus status =
            file.getFileSystem(input.sparkSession().sparkContext().hadoopConfiguration())
                .getFileStatus(file);
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update(
            ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(status.getLen())
                .putLong(status.getModificationTime())
                .array());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the input's files cannot be looked at", e);
    }
  }
}
