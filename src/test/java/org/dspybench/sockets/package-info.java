/** An endpoint on raw sockets, for tests that need HTTP to go wrong. */
@NullMarked
package org.dspybench.sockets;

import org.jspecify.annotations.NullMarked;
