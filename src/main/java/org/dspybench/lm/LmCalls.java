package org.dspybench.lm;

import java.time.Duration;
import java.util.function.Supplier;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.lm.limit.CallLimiter;

/**
 * The rules for calls to one endpoint, whoever makes them: how many at once, how long each may
 * take, what is tried again. Thread-safe. The owner closes it.
 */
public final class LmCalls implements AutoCloseable {

  /** English text has four characters to a token, by OpenAI's rule of thumb. */
  private static final int CHARS_PER_TOKEN = 4;

  private final CallLimiter limiter;
  private final Duration timeout;
  private final RetryPolicy retry;
  private final int allowedOutputTokens;
  private final ThreadLocal<CallContext> current;
  private final CallGroup others = new CallGroup(Integer.MAX_VALUE);

  /**
   * Makes the rules.
   *
   * @param limit how many attempts may be in flight, and how fast they may start
   * @param timeout limit of one attempt, from connecting to the last byte of the answer
   * @param retry when an attempt that failed is followed by another
   * @param allowedOutputTokens longest answer in tokens, which providers charge beforehand; 0 where
   *     nothing was said
   */
  public LmCalls(CallLimit limit, Duration timeout, RetryPolicy retry, int allowedOutputTokens) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the timeout must be longer than zero, not " + timeout);
    }
    this.limiter = CallLimiter.of(limit);
    this.timeout = timeout;
    this.retry = retry;
    this.allowedOutputTokens = allowedOutputTokens;
    this.current = ThreadLocal.withInitial(others::context);
  }

  /** Runs an action whose calls, as far as this thread makes them, are made in a context. */
  public <T> T within(CallContext context, Supplier<T> action) {
    enter(context);
    try {
      return action.get();
    } finally {
      leave();
    }
  }

  /**
   * The calls that this thread makes from now on are made in a context, until it {@link #leave}s.
   * For threads that come from Python and go back there in between.
   */
  public void enter(CallContext context) {
    current.set(context);
  }

  /** The calling thread has no context any more. */
  public void leave() {
    current.remove();
  }

  /**
   * Opens a call in the context of the calling thread; a thread without one, such as a program's
   * own, is counted nowhere and has no deadline but the attempt's.
   *
   * @param body the request's body, from which waits between attempts are drawn
   */
  public LmCall open(String body) {
    return new LmCall(new CallProgress(this, context(), body));
  }

  /** The context of the calling thread. */
  CallContext context() {
    return current.get();
  }

  /** The limit that calls are made under. */
  public CallLimiter limiter() {
    return limiter;
  }

  Duration timeout() {
    return timeout;
  }

  RetryPolicy retry() {
    return retry;
  }

  /** What a provider charges when a request arrives: its prompt, estimated, and what it allows. */
  int tokens(int promptChars) {
    return promptChars / CHARS_PER_TOKEN + allowedOutputTokens;
  }

  /** Ends the calls of threads without a context, and those that wait for leave to begin. */
  @Override
  public void close() {
    others.cancel();
    limiter.close();
  }
}
