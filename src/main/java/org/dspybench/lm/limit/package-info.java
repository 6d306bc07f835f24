/**
 * How many LM calls may be in flight, and how fast they may start. One machine hands out permits,
 * first come first served ({@link org.dspybench.lm.limit.CallLimiter}); when the next may go is for
 * a policy to say, which knows neither threads nor clocks. Nothing here knows of HTTP, Python or
 * batches.
 */
@NullMarked
package org.dspybench.lm.limit;

import org.jspecify.annotations.NullMarked;
