/**
 * The batch over the executors of a Spark cluster: {@link org.dspybench.spark.SparkBatch} is where
 * to start. The only package that may import Spark, which is there at run time alone where {@code
 * spark-submit} started the JVM.
 */
@NullMarked
package org.dspybench.spark;

import org.jspecify.annotations.NullMarked;
