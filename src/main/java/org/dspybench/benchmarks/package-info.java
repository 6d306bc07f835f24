/**
 * Benchmark classes, each answering the question in its {@link org.dspybench.benchmarks.Asks}. With
 * its sub-packages, the only one that may import JMH's annotations; uses only the public types of
 * {@code batch}, {@code lm}, {@code simulator}, and, for the control of what the predictor costs,
 * of {@code python}, the layer below it. Nothing but {@code cli} may depend on it.
 */
@NullMarked
package org.dspybench.benchmarks;

import org.jspecify.annotations.NullMarked;
