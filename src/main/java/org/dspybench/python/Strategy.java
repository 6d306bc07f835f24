package org.dspybench.python;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dspybench.lm.LmCalls;
import org.dspybench.lm.Transport;

/** How predictions come to be made at the same time inside one interpreter. */
public enum Strategy {
  /** A thread for each prediction that may run at once, attached to the interpreter. */
  WORKERS,

  /**
   * One thread for all predictions, which run an event loop's coroutines: the programs' {@code
   * aforward}. DSPy hands parts of each call to threads of its own, as it does wherever it is used
   * so. Only with the transport {@code java}. A program that waits or computes without {@code
   * await} holds up all others.
   */
  ASYNCIO,

  /**
   * One thread for all predictions, each in a greenlet: it runs the program as a thread would, and
   * gives way to the others where it waits for an LM call. Only with the transport {@code java}. A
   * program that waits for anything else holds up all others, and one that holds a lock across a
   * call may wait for itself. {@code threading.local} is the same for all predictions; context
   * variables, and so {@code dspy.context}, are each prediction's own.
   */
  GREENLETS,

  /**
   * {@code dspy.Parallel} in the interpreter, with as many threads as there are workers, over what
   * waits, chunk after chunk: the next one begins when the slowest prediction of this one has
   * ended. DSPy starts new threads for each chunk, and each that called Java leaves an entry for a
   * thread behind in the JVM when it has ended; a thread dump of such a JVM ({@code jstack}) may
   * crash it.
   */
  DSPY_PARALLEL;

  /**
   * Starts Python if need be, loads the program, and makes ready for as many predictions at once as
   * the settings have workers.
   *
   * @param environment where DSPy is installed
   * @param settings what to run
   * @param calls the rules that all calls of the model follow; the caller's to close
   * @throws PythonUnavailableException when the interpreter cannot start
   * @throws PythonException when DSPy or the program cannot be loaded
   */
  public Predictions start(PythonEnvironment environment, SessionSettings settings, LmCalls calls) {
    return switch (this) {
      case WORKERS -> PythonWorkers.start(environment, settings, calls);
      case ASYNCIO, GREENLETS -> onOneThread(environment, settings, calls);
      case DSPY_PARALLEL -> inChunks(environment, settings, calls);
    };
  }

  /** Whether it can run programs whose calls leave the process in that way. */
  public boolean takes(Transport transport) {
    return switch (this) {
      case WORKERS, DSPY_PARALLEL -> true;
      case ASYNCIO, GREENLETS -> transport == Transport.JAVA;
    };
  }

  private Predictions onOneThread(
      PythonEnvironment environment, SessionSettings settings, LmCalls calls) {
    PythonSession session = PythonSession.open(environment, settings, calls, new Turnstile(1), 1);
    Switchboard board = new Switchboard(session.client(), calls, settings.workers());
    return LoopPredictions.start(this, session, board);
  }

  private Predictions inChunks(
      PythonEnvironment environment, SessionSettings settings, LmCalls calls) {
    int threads = settings.workers();
    PythonSession session =
        PythonSession.open(environment, settings, calls, new Turnstile(threads), threads);
    return LoopPredictions.start(this, session, new ParallelBoard(calls, threads));
  }

  /** The name as users write it, such as {@code workers}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The strategy of that label.
   *
   * @throws IllegalArgumentException naming the labels there are
   */
  public static Strategy of(String label) {
    return Arrays.stream(values())
        .filter(strategy -> strategy.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(values())
                        .map(Strategy::label)
                        .collect(
                            Collectors.joining(
                                ", ", "no strategy '" + label + "'; there are: ", ""))));
  }
}
