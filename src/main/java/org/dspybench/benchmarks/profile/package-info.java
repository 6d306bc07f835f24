/**
 * The profiler inside the fork: process-wide counts and percentiles, once per iteration, as
 * secondary metrics. What was not measured stays absent. No benchmark lives here.
 */
@NullMarked
package org.dspybench.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
