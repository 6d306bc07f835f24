package org.dspybench.spark.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folder in which a job keeps its questions and outcomes, as the driver sees it. */
public final class Checkpoint {

  private final CheckpointPaths paths;
  private final FileSystem files;

  private Checkpoint(CheckpointPaths paths, FileSystem files) {
    this.paths = paths;
    this.files = files;
  }

  /** The checkpoint in a folder, which need not be there. */
  public static Checkpoint of(String folder, Configuration settings) {
    Path named = new Path(folder);
    try {
      FileSystem files = ClusterFiles.of(named, settings);
      // A path without a root is one of the driver's folder, and executors have folders of their
      // own.
      return new Checkpoint(new CheckpointPaths(files.makeQualified(named).toString()), files);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static IllegalArgumentException unusable(Object folder, IOException e) {
    return new IllegalArgumentException(
        "the checkpoint " + folder + " cannot be used (" + e.getMessage() + ")", e);
  }

  public CheckpointPaths paths() {
    return paths;
  }

  /** Whose outcomes it holds; empty if nothing was staged, or not to the end. */
  public Optional<CheckpointHeader> header() {
    try {
      if (!files.exists(paths.header())) {
        return Optional.empty();
      }
      try (var in = files.open(paths.header())) {
        return Optional.of(
            CheckpointHeader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw unusable(paths.root(), e);
    }
  }

  /** Says that all is staged. Whole or not at all: a name is there when its file is. */
  public void write(CheckpointHeader header) {
    Path draft = paths.headerDraft();
    try {
      try (OutputStream out = files.create(draft, true)) {
        out.write(header.json().getBytes(StandardCharsets.UTF_8));
      }
      if (!files.rename(draft, paths.header())) {
        throw new IOException(draft + " cannot be renamed");
      }
    } catch (IOException e) {
      throw unusable(paths.root(), e);
    }
  }

  /** The names of the files with questions, in order. */
  public List<String> parts() {
    try {
      return Arrays.stream(files.listStatus(paths.questions()))
          .filter(FileStatus::isFile)
          .map(status -> status.getPath().getName())
          .filter(name -> name.startsWith("part-"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unusable(paths.root(), e);
    }
  }

  /**
   * Deletes it: nothing is left to do, or nothing was asked yet. Only what a checkpoint consists of
   * is deleted: somebody may have named a folder with other things in it.
   */
  public void delete() {
    try {
      // The header first: without it the others are nothing.
      for (Path part : paths.all()) {
        files.delete(part, true);
      }
      if (files.exists(paths.root()) && files.listStatus(paths.root()).length == 0) {
        files.delete(paths.root(), false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoint " + paths.root() + " cannot be deleted", e);
    }
  }
}
