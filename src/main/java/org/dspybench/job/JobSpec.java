package org.dspybench.job;

import java.nio.file.Path;
import java.util.Optional;
import org.dspybench.job.input.JobInput;
import org.dspybench.lm.Endpoint;

/**
 * What a job is to do.
 *
 * @param program the DSPy program, as {@link org.dspybench.batch.BatchOptions#program} names it
 * @param endpoint whom to ask
 * @param input where the questions come from
 * @param output the file that the outcomes go to; standard output when empty
 * @param resume whether to go on with an earlier run's journal, if there is one
 * @param retryFailed whether to ask those questions again that failed in an earlier run
 * @param tracebacks whether the Python traceback stands beside a failure's message
 */
public record JobSpec(
    String program,
    Endpoint endpoint,
    JobInput input,
    Optional<Path> output,
    boolean resume,
    boolean retryFailed,
    boolean tracebacks) {

  /**
   * @throws JobException if the choices contradict each other
   */
  public JobSpec {
    if (resume && output.isEmpty()) {
      throw new JobException(
          "standard output keeps no journal that --resume could go on with; give --output a file");
    }
    if (retryFailed && !resume) {
      throw new JobException(
          "--retry-failed asks the failed questions of an earlier run; add --resume");
    }
  }
}
