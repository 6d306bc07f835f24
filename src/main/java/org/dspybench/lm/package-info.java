/**
 * Calls to a language model: endpoint, permits, retries, deadlines. {@link org.dspybench.lm.LmCall}
 * is the protocol of a call, whoever makes its requests. The only package that speaks HTTP to a
 * language model. No knowledge of Python or of batches.
 */
@NullMarked
package org.dspybench.lm;

import org.jspecify.annotations.NullMarked;
