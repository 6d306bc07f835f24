/**
 * The simulated endpoint: latency, quota and fault models behind an OpenAI-compatible address, in a
 * JVM of its own while something is measured. The only package that may import WireMock. Stands
 * alone.
 */
@NullMarked
package org.dspybench.simulator;

import org.jspecify.annotations.NullMarked;
