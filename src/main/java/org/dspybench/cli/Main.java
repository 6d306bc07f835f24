package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import org.dspybench.lm.CommonPool;
import org.dspybench.python.PythonException;
import org.dspybench.python.PythonUnavailableException;
import org.dspybench.run.BuildCommit;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/**
 * Entry point of {@code benchmarks.jar}: a subcommand of ours when the first argument names one,
 * else JMH's own command line.
 */
@Command(
    name = "benchmarks.jar",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisHeading = "Usage: java -jar ",
    customSynopsis = "benchmarks.jar [COMMAND | JMH's options and benchmarks]%n",
    description = {
      "What concurrent DSPy prediction from the JVM gains, measured by JMH.",
      "Any other first argument makes this the command line of JMH, which -h shows.%n"
    },
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      SimulateCommand.class,
      BatchCommand.class,
      DoctorCommand.class,
      CalibrateCommand.class,
      CompareCommand.class,
      PairsCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar benchmarks.jar run                    measure, and print tables",
      "  java -jar benchmarks.jar BatchSpeedup -p workers=16 -rf json -rff x.json",
      "  java -jar benchmarks.jar report x.json",
      "  java -jar benchmarks.jar report --help"
    })
public final class Main {

  /** Not {@code -h}: that is JMH's. */
  private static final Set<String> OURS = Set.of("--help", "--version", "-V");

  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    CommonPool.enlarge();
    System.exit(execute(args));
  }

  static int execute(String... args) {
    CommandLine commands = commands();
    boolean ours =
        args.length > 0
            && (OURS.contains(args[0]) || commands.getSubcommands().containsKey(args[0]));
    return ours ? commands.execute(args) : new JmhCommand().execute(args);
  }

  static CommandLine commands() {
    return new CommandLine(new Main())
        .setOut(utf8(System.out))
        .setErr(utf8(System.err))
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((e, args) -> refuse(e))
        .setExecutionExceptionHandler((e, command, parsed) -> explain(e, command));
  }

  /** Tables and names are not ASCII, whatever the locale. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static int refuse(ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    complain(command, exception.getMessage() + "; --help shows what there is");
    return CommandLine.ExitCode.USAGE;
  }

  /** One line for what the user can mend; the whole exception only for a fault of ours. */
  private static int explain(Exception exception, CommandLine command) throws Exception {
    if (!isForTheUser(exception)) {
      throw exception;
    }
    complain(command, message(exception));
    return CommandLine.ExitCode.USAGE;
  }

  /** One line that names the file, also where the JDK's message is its name alone. */
  static String message(Exception exception) {
    if (exception instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or directory";
    }
    if (exception instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    return String.valueOf(exception.getMessage());
  }

  private static void complain(CommandLine command, String message) {
    command.getErr().println(command.getCommandName() + ": " + message);
  }

  private static boolean isForTheUser(Exception exception) {
    return exception instanceof PythonUnavailableException
        || exception instanceof PythonException
        || exception instanceof IllegalArgumentException
        || exception instanceof RunnerException
        || exception instanceof IOException;
  }

  /** The version and the commit that this jar was built from. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      String commit = BuildCommit.ofThisBuild().map(BuildCommit::describe).orElse("unknown");
      return new String[] {"benchmarks.jar " + version + ", commit " + commit};
    }
  }
}
