package org.dspybench.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ticks of all CPUs of the machine since it started, from the first line of {@code /proc/stat}
 * (proc(5)).
 *
 * @param total all ticks
 * @param idle ticks without work, waiting for a disk among them
 * @param steal ticks that the host gave to other guests
 */
public record CpuTimes(long total, long idle, long steal) {

  private static final Path PROC_STAT = Path.of("/proc/stat");
  private static final int IDLE = 3;
  private static final int IOWAIT = 4;
  private static final int STEAL = 7;

  /** The ticks so far; empty where the system does not tell. */
  public static Optional<CpuTimes> now() {
    try (Stream<String> lines = Files.lines(PROC_STAT)) {
      return lines.findFirst().flatMap(CpuTimes::parse);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Optional<CpuTimes> parse(String line) {
    String[] words = line.trim().split("\\s+", -1);
    if (!words[0].equals("cpu") || words.length <= STEAL + 1) {
      return Optional.empty();
    }
    // Guest time, the two last columns, is part of user time already.
    long[] ticks = Arrays.stream(words, 1, STEAL + 2).mapToLong(Long::parseLong).toArray();
    return Optional.of(
        new CpuTimes(Arrays.stream(ticks).sum(), ticks[IDLE] + ticks[IOWAIT], ticks[STEAL]));
  }

  /**
   * Share of the machine's time since then in which a CPU worked, or was taken away, in percent.
   */
  public double busyPercentSince(CpuTimes before) {
    return 100 - percent(idle - before.idle, before);
  }

  /** Share of the machine's time since then that other guests took, in percent. */
  public double stealPercentSince(CpuTimes before) {
    return percent(steal - before.steal, before);
  }

  private double percent(long ticks, CpuTimes before) {
    return 100.0 * ticks / Math.max(1, total - before.total);
  }
}
