/** Questions in Spark's datasets, and outcomes beside them: what is read, staged and written. */
@NullMarked
package org.dspybench.spark.dataset;

import org.jspecify.annotations.NullMarked;
