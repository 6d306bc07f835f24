/**
 * Questions from files: JSON lines, tables and plain text, read one by one, each with the line it
 * stands on.
 */
@NullMarked
package org.dspybench.job.input;

import org.jspecify.annotations.NullMarked;
