/** Limits. */
@NullMarked
package org.dspybench.lm.limit;

import org.jspecify.annotations.NullMarked;
