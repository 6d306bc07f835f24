/** Values that fit a JSON schema. */
@NullMarked
package org.dspybench.simulator.answer.schema;

import org.jspecify.annotations.NullMarked;
