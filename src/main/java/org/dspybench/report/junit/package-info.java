/** Comparisons in the XML of JUnit, which CI systems show as tests. Renders; decides nothing. */
@NullMarked
package org.dspybench.report.junit;

import org.jspecify.annotations.NullMarked;
