/** The peers as real processes, asked against a real simulator. */
@NullMarked
package org.dspybench.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
