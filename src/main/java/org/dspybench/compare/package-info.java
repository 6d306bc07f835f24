/**
 * From two sets of results to a verdict with its confidence: which benchmarks became slower or
 * faster, and what could not have been seen. Reads results, decides; renders nothing.
 */
@NullMarked
package org.dspybench.compare;

import org.jspecify.annotations.NullMarked;
