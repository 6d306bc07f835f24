/**
 * What an endpoint allows per minute, and what it says to those beyond: buckets, headers, hints. No
 * clock of its own.
 */
@NullMarked
package org.dspybench.simulator.limit;

import org.jspecify.annotations.NullMarked;
