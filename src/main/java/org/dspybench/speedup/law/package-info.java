/**
 * What a measured ladder of worker counts says of the counts between and beyond: the Universal
 * Scalability Law, fitted, and the worker count to use. Pure: figures in, figures out.
 */
@NullMarked
package org.dspybench.speedup.law;

import org.jspecify.annotations.NullMarked;
