package org.dspybench.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Memory of this process that is in RAM, Python's included. */
public final class ResidentMemory {

  private static final Path PROC_STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /** Resident set size in MiB; empty where the system does not tell. */
  public static OptionalDouble mebibytes() {
    try (Stream<String> lines = Files.lines(PROC_STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }
}
