package org.dspybench.simulator.call;

import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.provider.ErrorReply;

/** What an attempt comes to. */
public sealed interface Fate {

  /** It is answered. */
  record Answered() implements Fate {}

  /** It is refused at once, in the provider's words. */
  record Refused(ErrorReply reply) implements Fate {}

  /** It would be answered, but something breaks on the way. */
  record Broken(FaultKind kind) implements Fate {}
}
