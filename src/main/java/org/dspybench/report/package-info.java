/**
 * Renders what {@code speedup} computed; computes nothing. Output is the same for every locale and
 * for every run on the same input.
 */
@NullMarked
package org.dspybench.report;

import org.jspecify.annotations.NullMarked;
