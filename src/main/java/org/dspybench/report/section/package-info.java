/**
 * Builds a report from runs: which section a row belongs to, what its columns are, what follows
 * from them. Computes nothing beyond what {@code speedup} gives, and knows no format.
 */
@NullMarked
package org.dspybench.report.section;

import org.jspecify.annotations.NullMarked;
