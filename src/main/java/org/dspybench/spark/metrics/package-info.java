/** What a job measures on its executors, and how it is gathered. */
@NullMarked
package org.dspybench.spark.metrics;

import org.jspecify.annotations.NullMarked;
