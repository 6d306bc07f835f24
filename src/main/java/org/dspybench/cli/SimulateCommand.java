package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.dspybench.simulator.ServeOptions;
import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.StandaloneSimulator;
import org.dspybench.simulator.answer.AnswerFile;
import org.dspybench.simulator.answer.Answers;
import org.dspybench.simulator.call.CallLogFile;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.profile.ProfileText;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate}: the simulated endpoint alone, or a real one on record, until it is ended. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    name = "simulate",
    description =
        "Serves a simulated OpenAI-compatible endpoint. Every latency and every fault is decided by"
            + " the seed and the request's content. The base URL is the first line on standard"
            + " output, printed when the endpoint is warm; at the end comes a verdict on the client."
            + " Or, with --record, passes calls on to a real endpoint and writes down their timing.",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:ended", "2:a wrong option or file, or the port is taken"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  simulate --profile typical --time-scale 1/40     mean 55 ms",
      "  simulate --profile flaky --seed 7 --port 8080    30 %% seeded 429s",
      "  simulate --set limits.requestsPerMinute=600      behind a quota",
      "  simulate --profile my-provider.yaml              your own figures",
      "  simulate --record https://api.openai.com/v1 --trace monday.jsonl",
      "  simulate --replay monday.jsonl                   that day again",
      "  curl -s localhost:8080/__sim/stats               counts since the last reset"
    })
public final class SimulateCommand implements Callable<Integer> {

  private static final String LOOPBACK = "127.0.0.1";

  @Mixin private ProfileArguments profile = new ProfileArguments();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port to listen on; 0, the default, takes any that is free.")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = LOOPBACK,
      description =
          "Address to listen on. Default: ${DEFAULT-VALUE}, which only this machine reaches.")
  private String bindAddress = LOOPBACK;

  @Option(
      names = "--answers",
      paramLabel = "FILE",
      description = "Your own answers: lines of {\"question\": \"…\", \"answer\": \"…\"}.")
  private @Nullable Path answers;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Write a line of JSON for each call that ended.")
  private @Nullable Path log;

  @Option(names = "--list-profiles", description = "Print what each profile plans, and exit.")
  private boolean listProfiles;

  @Option(names = "--schema", description = "Print the JSON schema of profile files, and exit.")
  private boolean schema;

  @Option(
      names = "--exit-with-parent",
      description = "End when standard input closes, as it does when the starting process dies.")
  private boolean exitWithParent;

  @Option(names = "--no-warm-up", description = "Be ready at once, and slow at first.")
  private boolean noWarmUp;

  @CommandLine.ArgGroup(exclusive = false, heading = "%nRecording a real endpoint:%n")
  private @Nullable RecordArguments recording;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      if (listProfiles) {
        ProfileSummary.list(spec.commandLine().getOut());
      } else if (schema) {
        spec.commandLine().getOut().println(ProfileText.schema());
      } else {
        checkOptions();
        warnOfOthers(err);
        if (recording == null) {
          serve(err);
        } else {
          recording.record(bindAddress, port, exitWithParent, err);
        }
      }
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException | UncheckedIOException | IOException e) {
      err.println("simulate: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private void checkOptions() {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(spec.commandLine(), "--port is from 0 to 65535, not " + port);
    }
  }

  private void warnOfOthers(PrintWriter err) {
    if (!bindAddress.equals(LOOPBACK)) {
      err.println(
          "Warning: whoever reaches "
              + bindAddress
              + " can use this endpoint, read its log and change its settings.");
    }
  }

  private void serve(PrintWriter err) throws IOException, InterruptedException {
    SimulatorSettings settings = profile.settings(err);
    Answers own = answers == null ? Answers.NONE : AnswerFile.read(answers);
    ProfileSummary.print(settings, err);
    if (log == null) {
      serve(settings, own, call -> {}, err);
      return;
    }
    try (CallLogFile file = CallLogFile.create(log)) {
      serve(settings, own, file, err);
    }
  }

  private void serve(
      SimulatorSettings settings, Answers own, Consumer<SimulatedCall> onCallEnd, PrintWriter err)
      throws InterruptedException {
    StandaloneSimulator.serve(
        settings,
        new ServeOptions(bindAddress, port, own, onCallEnd),
        !noWarmUp,
        exitWithParent,
        System.out,
        lm -> printVerdict(lm, err));
  }

  private static void printVerdict(SimulatedLm lm, PrintWriter err) {
    err.println(lm.control().verdict().toText());
    err.flush();
  }
}
