/**
 * Running benchmarks with JMH: presets, the plan, the simulator that all forks share, and the check
 * that everything planned came back. Knows how to run benchmarks, nothing of what they measure; may
 * depend on everything but {@code report} and {@code speedup}.
 */
@NullMarked
package org.dspybench.run;

import org.jspecify.annotations.NullMarked;
