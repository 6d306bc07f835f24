/** Batches against an endpoint that misbehaves. */
@NullMarked
package org.dspybench.batch.chaos;

import org.jspecify.annotations.NullMarked;
