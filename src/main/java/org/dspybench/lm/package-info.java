/**
 * Calls to a language model: endpoint, permits, retries, deadlines. {@code CallProgress} decides
 * about each attempt at a call; {@link org.dspybench.lm.LmCall} has it wait on its thread, for
 * requests that others make, and {@code CallInFlight} on none. The only package that speaks HTTP to
 * a language model. No knowledge of Python or of batches.
 */
@NullMarked
package org.dspybench.lm;

import org.jspecify.annotations.NullMarked;
