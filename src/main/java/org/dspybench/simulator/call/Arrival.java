package org.dspybench.simulator.call;

import java.util.Optional;
import org.dspybench.simulator.fault.FaultAsked;
import org.dspybench.simulator.limit.Charge;

/**
 * An attempt as it comes in.
 *
 * @param key the canonical key of its body
 * @param account whose quota it uses: a digest of the API key, never the key
 * @param model as asked for
 * @param charge what a quota charges for it
 * @param mostTokens the most that each of its answers may have
 * @param bodyBytes the length of its body
 * @param atNanos on the simulator's clock
 * @param faultAsked the fault that a header of the request asks for
 */
public record Arrival(
    String key,
    String account,
    String model,
    Charge charge,
    int mostTokens,
    int bodyBytes,
    long atNanos,
    Optional<FaultAsked> faultAsked) {}
