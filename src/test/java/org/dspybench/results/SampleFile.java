package org.dspybench.results;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A file of results of mode {@code sample}, which holds each time that was seen. */
public final class SampleFile {

  /** So many times in a launch make some 100 MB. */
  public static final int HUNDRED_MEGABYTES = 1_000_000;

  private static final int FORKS = 5;
  private static final long SEED = 1;

  private SampleFile() {}

  /** Writes one benchmark of five forks of one iteration; the same each time. */
  public static void write(Path file, int timesOfALaunch) throws IOException {
    Random random = new Random(SEED);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.append("[{\"benchmark\": \"org.example.Batch.run\", \"mode\": \"sample\", \"forks\": ");
      out.append(FORKS + ", \"measurementIterations\": 1, \"primaryMetric\": ");
      out.append("{\"scoreUnit\": \"us/op\", \"rawDataHistogram\": [");
      for (int fork = 0; fork < FORKS; fork++) {
        out.append(fork == 0 ? "[[" : ",[[");
        for (int time = 0; time < timesOfALaunch; time++) {
          out.append(time == 0 ? "" : ",");
          out.append("\n[" + (1000 + time) / 1024.0 + ", " + (1 + random.nextInt(9)) + "]");
        }
        out.append("]]");
      }
      out.append("]}}]");
    }
  }
}
