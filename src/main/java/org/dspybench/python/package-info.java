/**
 * The embedded interpreter: finds the Python environment, starts the interpreter once per JVM and
 * owns the worker threads attached to it. The only package that may import {@code jep}. No
 * knowledge of batches.
 */
@NullMarked
package org.dspybench.python;

import org.jspecify.annotations.NullMarked;
