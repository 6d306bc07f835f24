/**
 * Calls to a language model: endpoint, transport, retry. The only package that speaks HTTP to a
 * language model. No knowledge of Python or of batches.
 */
@NullMarked
package org.dspybench.lm;

import org.jspecify.annotations.NullMarked;
