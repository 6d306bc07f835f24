/**
 * What the interpreter lock allows: the ceiling that the CPU time of a prediction sets, the worker
 * count beyond which more cannot help, what a busy neighbour adds. Computes; renders nothing.
 */
@NullMarked
package org.dspybench.speedup.lock;

import org.jspecify.annotations.NullMarked;
