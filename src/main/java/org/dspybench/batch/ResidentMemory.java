package org.dspybench.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Memory of a process that is in RAM. */
public final class ResidentMemory {

  private ResidentMemory() {}

  /** Resident set size of this process, Python's included; as {@link #mebibytes(long)}. */
  public static OptionalDouble mebibytes() {
    return mebibytes(ProcessHandle.current().pid());
  }

  /** Resident set size of a process in MiB; empty where the system does not tell. */
  public static OptionalDouble mebibytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }
}
