package org.dspybench.python;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dspybench.lm.CallContext;

/**
 * A prediction on its way into the interpreter.
 *
 * @param inputs the input fields, as a JSON object
 * @param context asked for when the prediction begins
 * @param submitted when it was asked for, on the clock of {@link System#nanoTime()}
 * @param reply what comes of it
 */
record Task(
    String inputs, Supplier<CallContext> context, long submitted, CompletableFuture<Reply> reply) {

  /** A prediction that is asked for now. */
  static Task of(String inputs, Supplier<CallContext> context) {
    return new Task(inputs, context, System.nanoTime(), new CompletableFuture<>());
  }

  /** The prediction begins now. */
  Begun begin() {
    long started = System.nanoTime();
    return new Begun(this, context.get(), started);
  }

  /** Does not begin: fails where something broke, and is cancelled otherwise. */
  void turnAway(Optional<Throwable> broken) {
    broken.ifPresentOrElse(cause -> begin().fail(cause), () -> reply.cancel(false));
  }

  /**
   * A prediction under way.
   *
   * @param context the one in which its calls are made
   * @param started when it began, on the clock of {@link System#nanoTime()}
   */
  record Begun(Task task, CallContext context, long started) {

    /** Ends with what {@code worker.py} wrote. */
    void end(String envelope) {
      try {
        task.reply.complete(ReplyReader.read(envelope, timing()));
      } catch (RuntimeException e) {
        fail(e);
      }
    }

    /** Ends as a failure between the two languages. */
    void fail(Throwable cause) {
      task.reply.complete(new Reply.Raised(PythonException.ofBridge(cause), timing()));
    }

    private Reply.Timing timing() {
      return new Reply.Timing(task.submitted, started, System.nanoTime());
    }
  }
}
