/** Providers' own words: error bodies and headers, byte for byte. */
@NullMarked
package org.dspybench.simulator.provider;

import org.jspecify.annotations.NullMarked;
