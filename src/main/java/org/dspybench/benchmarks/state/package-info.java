/**
 * JMH states as a graph, so that a method is crossed only with the parameters it uses. Set-up
 * proves the fixture; tear-down of each iteration checks the counts. The only place for parameters,
 * set-up and tear-down.
 */
@NullMarked
package org.dspybench.benchmarks.state;

import org.jspecify.annotations.NullMarked;
