/**
 * Renders what {@code speedup} computed; computes nothing. Output is the same for every locale and
 * for every run on the same input.
 *
 * <p>{@code section} builds a {@code document} from runs, and {@code markdown}, {@code html},
 * {@code chart}, {@code json} and {@code csv} show it. What they share stands here.
 */
@NullMarked
package org.dspybench.report;

import org.jspecify.annotations.NullMarked;
