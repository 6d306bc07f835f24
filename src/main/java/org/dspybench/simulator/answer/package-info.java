/**
 * What is asked, and what is answered: requests as OpenAI specifies them, texts that DSPy can read,
 * tokens.
 */
@NullMarked
package org.dspybench.simulator.answer;

import org.jspecify.annotations.NullMarked;
