package org.dspybench.simulator;

import java.util.function.Consumer;
import org.dspybench.simulator.answer.Answers;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.wire.LmServer;

/**
 * Where a simulator listens, and what it serves beside its settings. Immutable.
 *
 * @param bindAddress the address to listen on; whoever reaches it can use and reset the simulator
 * @param port to listen on, or 0 for any that is free
 * @param answers to questions that are not to be answered by rule
 * @param onCallEnd gets each call when it has ended, over all resets; it must not block
 */
public record ServeOptions(
    String bindAddress, int port, Answers answers, Consumer<SimulatedCall> onCallEnd) {

  /** On the loopback interface, which nobody else reaches. */
  public static ServeOptions onPort(int port) {
    return new ServeOptions(LmServer.LOOPBACK, port, Answers.NONE, call -> {});
  }
}
