/**
 * From a directory of runs to the course of each benchmark: one series for each place and means of
 * measuring, and where it changed. Tells, and judges nothing.
 */
@NullMarked
package org.dspybench.compare.history;

import org.jspecify.annotations.NullMarked;
