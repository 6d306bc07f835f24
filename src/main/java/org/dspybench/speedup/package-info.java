/**
 * From results to speedup, efficiency and the share of the ideal. Computes; neither reads files nor
 * renders. Depends on {@code results} only.
 */
@NullMarked
package org.dspybench.speedup;

import org.jspecify.annotations.NullMarked;
