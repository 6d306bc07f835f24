/**
 * The executors that ask questions, and the line between them and the driver: progress, shares of
 * the quota, what an executor lacks.
 */
@NullMarked
package org.dspybench.spark.cluster;

import org.jspecify.annotations.NullMarked;
