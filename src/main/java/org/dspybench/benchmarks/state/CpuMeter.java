package org.dspybench.benchmarks.state;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import org.dspybench.benchmarks.profile.Measured;

/**
 * CPU time of this whole process while a batch runs: of all threads, whether in Java, in Python, or
 * the JVM's own. Linux tells it in steps of 10 ms.
 */
final class CpuMeter {

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private long nanos;

  <T> T during(Callable<T> batch) throws Exception {
    long before = PROCESS.getProcessCpuTime();
    T result = batch.call();
    nanos = PROCESS.getProcessCpuTime() - before;
    return result;
  }

  Measured perQuestion(int questions) {
    return Measured.mean("cpu.per.question", nanos / 1e3 / questions, "us");
  }
}
