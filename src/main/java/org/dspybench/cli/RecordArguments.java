package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.dspybench.simulator.EndOfService;
import org.dspybench.simulator.trace.Recorder;
import picocli.CommandLine.Option;

/** A real endpoint, and where its timing goes. */
final class RecordArguments {

  @Option(
      names = "--record",
      paramLabel = "URL",
      required = true,
      description = "Pass calls on to this endpoint, such as https://api.openai.com/v1.")
  private String target = "";

  @Option(
      names = "--trace",
      paramLabel = "OUT",
      required = true,
      description =
          "Write a line of JSON for each call: times, status, sizes, tokens. No key, ever.")
  private Path trace = Path.of("");

  @Option(names = "--keep-content", description = "Write prompts and answers into the trace too.")
  private boolean keepContent;

  /** Records until the process is asked to end. */
  void record(String bindAddress, int port, boolean exitWithParent, PrintWriter err)
      throws IOException, InterruptedException {
    EndOfService end = EndOfService.watch(exitWithParent);
    try (Recorder recorder =
        Recorder.start(target, trace, keepContent, bindAddress, port, err::println)) {
      err.println("Passing calls on to " + target + ", recording their timing in " + trace);
      err.flush();
      System.out.println(recorder.baseUrl());
      System.out.flush();
      end.await();
      err.printf("%d calls recorded in %s%n", recorder.calls(), trace);
      err.flush();
    } finally {
      end.reached();
    }
  }
}
