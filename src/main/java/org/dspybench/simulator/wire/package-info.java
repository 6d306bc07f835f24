/** The endpoint on its port: the only package that knows WireMock. */
@NullMarked
package org.dspybench.simulator.wire;

import org.jspecify.annotations.NullMarked;
