/**
 * Charts as files, SVG and PNG, for documents; and what a chart looks like whatever draws it: which
 * curves belong together, where values stand along an axis, how dark a figure is, what a chart says
 * in words.
 */
@NullMarked
package org.dspybench.report.chart;

import org.jspecify.annotations.NullMarked;
