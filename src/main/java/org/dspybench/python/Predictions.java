package org.dspybench.python;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dspybench.lm.CallContext;

/**
 * Makes predictions of one program, several at the same time. Thread-safe. The owner closes it; the
 * rules for calls stay the caller's to close.
 */
public interface Predictions extends AutoCloseable {

  /**
   * Asks for one prediction. Predictions are begun in the order in which they were asked for.
   *
   * @param inputs input fields of the program, as a JSON object
   * @param context asked for when the prediction begins; the calls that it makes are made in this
   *     context
   * @return completes on a thread of the interpreter, or on one that took the answer of a call; is
   *     cancelled when the predictions are closed first, and may be cancelled, so that it does not
   *     begin if it has not
   */
  CompletableFuture<Reply> predict(String inputs, Supplier<CallContext> context);

  /**
   * CPU time that the interpreter's threads have used for predictions since they started, without
   * that of calls for which they gave the interpreter up.
   */
  Duration cpuTime();

  /** Ends what is under way, as far as it comes back, and cancels what waits. */
  @Override
  void close();
}
