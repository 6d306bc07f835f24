/**
 * What the programs with a command line share: options by the same name, progress, summaries.
 * Decides nothing, and knows of no subcommand; those are in {@code cli}, and Spark's program in
 * {@code spark}.
 */
@NullMarked
package org.dspybench.console;

import org.jspecify.annotations.NullMarked;
