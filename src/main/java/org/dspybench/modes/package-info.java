/**
 * Batches against the simulated endpoint, to see the library at work: a few questions, many, more
 * than a quota allows, and a ladder of worker counts up to where more of them stop paying.
 */
@NullMarked
package org.dspybench.modes;

import org.jspecify.annotations.NullMarked;
