package org.dspybench.spark.checkpoint;

import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * Where things are in a checkpoint:
 *
 * <ul>
 *   <li>{@code header.json}: whose it is; written last of what is staged
 *   <li>{@code rows}: the input's columns and each row's index, in Parquet
 *   <li>{@code questions}: a text file for each part, a line for each question
 *   <li>{@code outcomes}: a folder for each part, named as its questions are
 * </ul>
 */
public final class CheckpointPaths {

  private static final String OUTCOMES = "outcomes";

  private final Path root;

  public CheckpointPaths(String root) {
    this.root = new Path(root);
  }

  public Path root() {
    return root;
  }

  Path header() {
    return new Path(root, "header.json");
  }

  Path headerDraft() {
    return new Path(root, "header.json.draft");
  }

  /** Everything that there may be. */
  List<Path> all() {
    return List.of(header(), headerDraft(), rows(), questions(), new Path(root, OUTCOMES));
  }

  public Path rows() {
    return new Path(root, "rows");
  }

  public Path questions() {
    return new Path(root, "questions");
  }

  public Path questions(String part) {
    return new Path(questions(), part);
  }

  public Path outcomes(String part) {
    return new Path(new Path(root, OUTCOMES), part);
  }
}
