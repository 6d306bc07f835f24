package org.dspybench.results.calibration;

import java.util.Optional;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;
import org.jspecify.annotations.Nullable;

/**
 * What tells one machine from another, as far as a simulator's speed goes. Nothing in it names a
 * host.
 *
 * @param cpuModel model of the processor; null where the system does not tell
 * @param cores processors that the JVM may use
 * @param jdk version of the JDK
 */
public record Machine(@Nullable String cpuModel, int cores, String jdk) {

  /** The machine that this JVM runs on. */
  public static Machine ofThis() {
    return of(Environment.ofThisMachine()).orElseThrow();
  }

  /** The machine of an environment; empty where that does not know its cores or its JDK. */
  public static Optional<Machine> of(Environment environment) {
    return environment
        .fact(Fact.CORES)
        .flatMap(
            cores ->
                environment
                    .fact(Fact.JDK)
                    .map(
                        jdk ->
                            new Machine(
                                environment.fact(Fact.CPU_MODEL).orElse(null),
                                Integer.parseInt(cores),
                                jdk)));
  }
}
