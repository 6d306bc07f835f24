package org.dspybench.benchmarks.state;

import java.util.List;
import org.dspybench.batch.BatchResult;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.call.SimulatorStats;

/**
 * A batch as both ends saw it.
 *
 * @param result what the predictor tells
 * @param stats what the endpoint counted
 * @param calls what the endpoint was asked, in order of arrival
 */
record MeasuredBatch(BatchResult result, SimulatorStats stats, List<SimulatedCall> calls) {}
