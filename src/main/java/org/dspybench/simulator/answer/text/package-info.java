/** The text of an answer: its tokens, its layout, its length. */
@NullMarked
package org.dspybench.simulator.answer.text;

import org.jspecify.annotations.NullMarked;
