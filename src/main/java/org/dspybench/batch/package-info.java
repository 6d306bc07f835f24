/**
 * The library: a batch of questions in, an outcome per question out. {@link
 * org.dspybench.batch.BatchPredictor} is where to start. No JMH, WireMock, Jep or HTTP type may
 * appear in a signature here.
 */
@NullMarked
package org.dspybench.batch;

import org.jspecify.annotations.NullMarked;
