/**
 * JMH result files and the record of the environment beside them: read, checked, written. Knows
 * nothing of how they are analysed or shown. Stands alone.
 */
@NullMarked
package org.dspybench.results;

import org.jspecify.annotations.NullMarked;
