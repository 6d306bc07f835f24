/**
 * The command line: {@link org.dspybench.cli.Main} and one class for each subcommand. Parses,
 * calls, prints; decides nothing. The only package that may see all the others.
 */
@NullMarked
package org.dspybench.cli;

import org.jspecify.annotations.NullMarked;
