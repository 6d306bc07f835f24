/**
 * The folder in which a job keeps its questions and their outcomes, on any file system of Hadoop's.
 */
@NullMarked
package org.dspybench.spark.checkpoint;

import org.jspecify.annotations.NullMarked;
