/** What the prompts of DSPy's adapters ask for. */
@NullMarked
package org.dspybench.simulator.answer.dspy;

import org.jspecify.annotations.NullMarked;
