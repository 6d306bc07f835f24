/**
 * Benchmark classes, each answering the question in its {@link org.dspybench.benchmarks.Asks}. With
 * its sub-packages, the only one that may import JMH's annotations; uses only the public types of
 * {@code batch}, {@code lm} and {@code simulator}. Nothing but {@code cli} may depend on it.
 */
@NullMarked
package org.dspybench.benchmarks;

import org.jspecify.annotations.NullMarked;
