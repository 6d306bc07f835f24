package org.dspybench.spark.dataset;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;

/**
 * The folder that the outcomes of a job on a cluster go to. It is written beside its place and
 * moved there, so that it is there whole or not at all.
 *
 * @param path where it is
 * @param format how it holds outcomes
 */
public record SparkOutput(String path, Format format) {

  /** How an output holds outcomes. */
  enum Format {
    PARQUET,
    JSONL
  }

  /**
   * An output as it was named.
   *
   * @throws IllegalArgumentException if the format is not known
   */
  public static SparkOutput of(String path, Optional<String> format) {
    String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String label = format.orElse(whole.endsWith(".jsonl") ? "jsonl" : "parquet");
    try {
      return new SparkOutput(whole, Format.valueOf(label.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "no output format '" + label + "'; there are: parquet, jsonl", e);
    }
  }

  public boolean exists(Configuration settings) throws IOException {
    Path place = new Path(path);
    return place.getFileSystem(settings).exists(place);
  }

  /**
   * Refuses to replace what Spark did not write.
   *
   * @throws IllegalArgumentException if something else is in the place
   */
  public void requireOwnPlace(Configuration settings) throws IOException {
    Path place = new Path(path);
    FileSystem files = place.getFileSystem(settings);
    if (files.exists(place) && !files.exists(new Path(place, "_SUCCESS"))) {
      throw new IllegalArgumentException(
          path + " is there, and is no output of Spark's; give --output another folder");
    }
  }

  /** Writes all outcomes, and puts them in place of what an earlier run left there. */
  public void write(ClusterOutcomes outcomes, Configuration settings) throws IOException {
    Path draft = new Path(path + ".draft");
    switch (format) {
      case PARQUET -> outcomes.beside().write().mode(SaveMode.Overwrite).parquet(draft.toString());
      case JSONL -> outcomes.lines().write().mode(SaveMode.Overwrite).text(draft.toString());
    }
    Path place = new Path(path);
    FileSystem files = place.getFileSystem(settings);
    files.delete(place, true);
    if (!files.rename(draft, place)) {
      throw new IOException(draft + " cannot be moved to " + place);
    }
  }
}
