package org.dspybench.spark.checkpoint;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** The file systems that driver and executors share, by the driver's settings of Hadoop. */
public final class ClusterFiles implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Broadcast<SerializableConfiguration> settings;

  private ClusterFiles(Broadcast<SerializableConfiguration> settings) {
    this.settings = settings;
  }

  public static ClusterFiles of(JavaSparkContext context) {
    return new ClusterFiles(
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())));
  }

  /** The file system of a path, which Hadoop owns and closes. */
  public FileSystem of(Path path) throws IOException {
    return of(path, settings.value().value());
  }

  /**
   * The file system of a path. Checksums beside local files would hold back what is written, and
   * make a file unreadable whose writer was killed: local files go without.
   */
  public static FileSystem of(Path path, Configuration settings) throws IOException {
    FileSystem files = path.getFileSystem(settings);
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }
}
