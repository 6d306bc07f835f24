/** What was measured, value by value, for programs that reckon for themselves. */
@NullMarked
package org.dspybench.report.csv;

import org.jspecify.annotations.NullMarked;
