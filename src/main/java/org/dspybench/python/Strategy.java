package org.dspybench.python;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dspybench.lm.LmCalls;

/** How predictions come to be made at the same time inside one interpreter. */
public enum Strategy {
  /** A thread for each prediction that may run at once, attached to the interpreter. */
  WORKERS {
    @Override
    public Predictions start(
        PythonEnvironment environment, SessionSettings settings, LmCalls calls) {
      return PythonWorkers.start(environment, settings, calls);
    }
  };

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
  public abstract Predictions start(
      PythonEnvironment environment, SessionSettings settings, LmCalls calls);

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
