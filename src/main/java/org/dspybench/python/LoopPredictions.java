package org.dspybench.python;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.dspybench.lm.CallContext;

/** Predictions made by a loop in Python, on one thread attached to the interpreter. */
final class LoopPredictions implements Predictions {

  private final String strategy;
  private final PythonSession session;
  private final Board board;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closed;

  private LoopPredictions(String strategy, PythonSession session, Board board) {
    this.strategy = strategy;
    this.session = session;
    this.board = board;
    this.thread = InterpreterThread.of("python-" + strategy, this::run);
  }

  /**
   * Starts the loop.
   *
   * @param session the program, loaded; closed with the predictions, and if they cannot start
   * @param board what stands between the loop and those who ask
   * @throws PythonUnavailableException when the thread cannot be attached
   * @throws PythonException when the program cannot be run in this way
   */
  static LoopPredictions start(Strategy strategy, PythonSession session, Board board) {
    LoopPredictions predictions = new LoopPredictions(strategy.label(), session, board);
    predictions.thread.start();
    try {
      predictions.ready.join();
      return predictions;
    } catch (CompletionException e) {
      predictions.close();
      if (e.getCause() instanceof PythonException known) {
        throw known;
      }
      throw new PythonUnavailableException(
          predictions.thread.getName() + " cannot start: " + e.getCause(), e);
    }
  }

  @Override
  public CompletableFuture<Reply> predict(String inputs, Supplier<CallContext> context) {
    Task task = Task.of(inputs, context);
    board.add(task);
    return task.reply();
  }

  @Override
  public Duration cpuTime() {
    return InterpreterThread.cpuTime(thread).plus(board.cpuTimeOfOthers());
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    board.close();
    InterpreterThread.joinUntil(
        thread, System.nanoTime() + InterpreterThread.CLOSING_TIME.toNanos());
    session.close();
  }

  private void run() {
    try (PythonSession.Attachment python = session.attach();
        PythonSession.Loop loop = python.loop(strategy, board)) {
      ready.complete(null);
      loop.run();
      board.abandon(new IllegalStateException("the loop in Python has ended"));
    } catch (RuntimeException | Error e) {
      ready.completeExceptionally(e);
      board.abandon(e);
    }
  }
}
