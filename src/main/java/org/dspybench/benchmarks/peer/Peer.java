package org.dspybench.benchmarks.peer;

import java.util.List;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;

/**
 * Another way to run a batch, in a process of its own. Whoever starts one closes it, and asks it
 * from one thread at a time.
 */
public interface Peer extends AutoCloseable {

  /**
   * Predicts a batch.
   *
   * @param questions each with the one input field that the peers' program takes
   * @param workers predictions that may run at once
   * @return an outcome for each question, in their order
   * @throws PeerException when the process died, or did not answer in time
   */
  List<Outcome> predict(List<Question> questions, int workers);

  /** What its process has used so far. */
  ProcessUse use();

  /** Ends the process and waits for it. */
  @Override
  void close();
}
