/**
 * A report whatever its format: chapters, sections, tables of typed cells, charts. Sections build
 * it, renderers show it. Nothing here computes a figure or knows a format.
 */
@NullMarked
package org.dspybench.report.document;

import org.jspecify.annotations.NullMarked;
