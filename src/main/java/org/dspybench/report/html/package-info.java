/**
 * A report as one HTML page that needs nothing else: its style, its scripts and its figures stand
 * in it. The templates are in {@code src/main/jte} and become classes of this package at build
 * time.
 */
@NullMarked
package org.dspybench.report.html;

import org.jspecify.annotations.NullMarked;
