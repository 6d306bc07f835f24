package org.dspybench.lm.limit;

import java.util.OptionalInt;

/** So many calls in flight and no more, whatever becomes of them. */
record FixedAdmission(int calls) implements Admission {

  @Override
  public long delayNanos(long nowNanos, int tokens, int inFlight) {
    return inFlight < calls ? 0 : UNTIL_A_CALL_ENDS;
  }

  @Override
  public OptionalInt limit() {
    return OptionalInt.of(calls);
  }
}
