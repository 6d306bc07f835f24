package org.dspybench.python;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.dspybench.lm.LmCalls;
import org.dspybench.lm.LmClient;

/**
 * The board of a loop that has many predictions under way on its one thread. Predictions to begin
 * and answers of calls come to Python as messages, many in one string; calls and replies go back,
 * each as it comes. {@code dspybench/board.py} is the other side.
 *
 * <p>Only strings and numbers cross: an object would have to be freed by the thread that has it,
 * and a map or a list would release the interpreter lock at every access.
 */
public final class Switchboard implements Board {

  private final LmClient client;
  private final LmCalls calls;
  private final Inbox inbox;
  private final Map<Long, Task.Begun> underWay = new ConcurrentHashMap<>();
  private volatile Optional<WakeByte> wakeByte = Optional.empty();
  private volatile long cpuNanosOfOthers;
  private volatile boolean closed;
  private volatile Optional<Throwable> broken = Optional.empty();
  private long begun;

  /**
   * Makes a board.
   *
   * @param places predictions that may be under way at once
   */
  Switchboard(LmClient client, LmCalls calls, int places) {
    this.client = client;
    this.calls = calls;
    this.inbox = new Inbox(places);
  }

  /** Waits for messages. Called by the loop, with the interpreter lock released. */
  public String take() {
    inbox.await();
    return drain();
  }

  /** The messages that there are, which may be none. Called by the loop. */
  public String drain() {
    Inbox.News news = inbox.take();
    StringBuilder text = new StringBuilder();
    news.messages().forEach(message -> message.appendTo(text));
    news.begin().forEach(task -> begin(task).appendTo(text));
    if (news.end()) {
      Message.END.appendTo(text);
    }
    return text.toString();
  }

  private Message begin(Task task) {
    long number = begun++;
    underWay.put(number, task.begin());
    return new Message(Message.Kind.PREDICTION, number, task.inputs());
  }

  /**
   * Wakes the loop from now on by a byte, in place of letting it wait in {@link #take}.
   *
   * @param descriptor the end of a pipe to write to; the caller may close it
   */
  public void wakeBy(int descriptor) {
    WakeByte opened = WakeByte.to(descriptor);
    wakeByte = Optional.of(opened);
    inbox.wakeBy(opened);
  }

  /**
   * Makes a call, whose answer will be a message. Returns at once.
   *
   * @param prediction for which it is made
   * @param call its number in the answer
   * @param body the request's
   */
  public void call(long prediction, long call, String body) {
    Task.Begun asking = underWay.get(prediction);
    CompletableFuture<String> envelope =
        asking == null
            ? CompletableFuture.failedFuture(
                new IllegalStateException("the prediction that makes this call has ended"))
            : client.send(body, asking.context());
    CompletableFuture<String> unused =
        envelope.whenComplete(
            (answer, failure) ->
                inbox.add(
                    failure == null
                        ? new Message(Message.Kind.ANSWER, call, answer)
                        : new Message(
                            Message.Kind.FAILURE, call, String.valueOf(failure.getMessage()))));
  }

  /** Makes a call for a prediction and waits for the answer. */
  public String exchange(long prediction, String body) {
    Task.Begun asking = underWay.get(prediction);
    return asking == null
        ? client.exchange(body)
        : calls.within(asking.context(), () -> client.exchange(body));
  }

  /** Ends a prediction with what {@code worker.py} wrote. */
  public void reply(long prediction, String envelope) {
    Task.Begun ended = underWay.remove(prediction);
    if (ended != null) {
      ended.end(envelope);
      inbox.freePlace();
    }
  }

  /** Tells the CPU time that other threads of Python than the loop's have used. */
  public void othersUsed(long cpuNanos) {
    cpuNanosOfOthers = cpuNanos;
  }

  @Override
  public void add(Task task) {
    if (!inbox.add(task)) {
      task.turnAway(broken);
    }
  }

  @Override
  public void close() {
    closed = true;
    inbox.close().forEach(task -> task.turnAway(broken));
  }

  @Override
  public void abandon(Throwable reason) {
    broken = closed ? Optional.empty() : Optional.of(reason);
    inbox.close().forEach(task -> task.turnAway(broken));
    underWay.values().forEach(left -> left.fail(reason));
    underWay.clear();
    wakeByte.ifPresent(WakeByte::close);
  }

  @Override
  public Duration cpuTimeOfOthers() {
    return Duration.ofNanos(cpuNanosOfOthers);
  }
}
