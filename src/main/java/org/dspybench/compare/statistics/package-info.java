/**
 * The statistics of a comparison, as pure functions of numbers: ratio, randomisation test, Holm's
 * correction, what could have been seen. Knows nothing of files, benchmarks or verdicts.
 */
@NullMarked
package org.dspybench.compare.statistics;

import org.jspecify.annotations.NullMarked;
