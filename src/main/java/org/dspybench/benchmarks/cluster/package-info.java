/**
 * Spark as a process that benchmarks start: where its distribution is, and how a job is submitted
 * to it. Nothing here may import Spark.
 */
@NullMarked
package org.dspybench.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
