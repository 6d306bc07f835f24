/** How files are written, by whichever part of the suite. */
@NullMarked
package org.dspybench.files;

import org.jspecify.annotations.NullMarked;
