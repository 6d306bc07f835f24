package org.dspybench.batch;

import java.net.URI;
import java.util.List;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.python.PythonException;

/** A program that uses the library and ends by returning from {@code main}. */
final class LibraryUser {

  private LibraryUser() {}

  /** Opens a predictor for the named program; with a second argument, forgets to close it. */
  public static void main(String[] args) {
    Endpoint nowhere = new Endpoint(URI.create("http://127.0.0.1:9/v1"), "none", "NO_KEY");
    try {
      BatchPredictor predictor =
          BatchPredictor.open(
              BatchOptions.to(nowhere).program(args[0]).workers(3).retry(RetryPolicy.NONE).build());
      predictor.predictBatch(List.of(Question.of("question", "a")));
      if (args.length == 1) {
        predictor.close();
      }
      System.out.println("predicted");
    } catch (PythonException e) {
      System.out.println("failed: " + e.kind());
    }
  }
}
