package org.dspybench.benchmarks.peer;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dspybench.batch.ResidentMemory;

/**
 * What a process has used.
 *
 * @param cpu CPU time of all its threads since its start, in steps of 10 ms on Linux; empty where
 *     the system does not tell
 * @param residentMebibytes its memory that is in RAM now; empty where the system does not tell
 */
public record ProcessUse(Optional<Duration> cpu, OptionalDouble residentMebibytes) {

  static ProcessUse of(ProcessHandle process) {
    return new ProcessUse(
        process.info().totalCpuDuration(), ResidentMemory.mebibytes(process.pid()));
  }

  /** CPU time since then. */
  public Optional<Duration> cpuSince(ProcessUse before) {
    return cpu.flatMap(now -> before.cpu.map(now::minus));
  }
}
