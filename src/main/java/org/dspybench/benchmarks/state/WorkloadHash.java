package org.dspybench.benchmarks.state;

import java.util.List;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.draw.CanonicalRequest;

/**
 * What a batch asked the LM, as one number, whatever the order was and however often it was asked
 * again: batches that differ in it had different work, and their times cannot be compared.
 *
 * @param value at most 40 bits, so that neither a {@code double} nor JMH's sum over thousands of
 *     iterations rounds it
 */
record WorkloadHash(long value) {

  private static final int HEXADECIMAL_DIGITS = 10;

  /**
   * The exclusive or of the first bits of all keys, which are hashes; see {@link CanonicalRequest}.
   */
  static WorkloadHash of(List<SimulatedCall> calls) {
    return new WorkloadHash(
        calls.stream()
            .map(call -> call.key().substring(0, HEXADECIMAL_DIGITS))
            .distinct()
            .mapToLong(digits -> Long.parseLong(digits, 16))
            .reduce(0, (one, other) -> one ^ other));
  }
}
