package org.dspybench.cli;

import java.util.Set;
import org.dspybench.python.PythonException;
import org.dspybench.python.PythonUnavailableException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Entry point of {@code benchmarks.jar}: JMH's own command line, or a subcommand of ours when the
 * first argument names one.
 */
@Command(
    name = "java -jar benchmarks.jar",
    description = {
      "Measures what concurrent DSPy prediction from the JVM gains.",
      "With any other first argument this is the command line of JMH (-h shows it)."
    },
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      SimulateCommand.class,
      DoctorCommand.class
    },
    mixinStandardHelpOptions = true)
public final class Main {

  private static final Set<String> OURS = Set.of("--help", "--version", "help");

  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    CommandLine commands = new CommandLine(new Main());
    boolean ours =
        args.length > 0
            && (OURS.contains(args[0]) || commands.getSubcommands().containsKey(args[0]));
    return ours ? configured(commands).execute(args) : new JmhCommand().execute(args);
  }

  private static CommandLine configured(CommandLine commands) {
    return commands
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler((e, command, parsed) -> report(e, command))
        .setExitCodeExceptionMapper(e -> CommandLine.ExitCode.USAGE);
  }

  /** One line for what the user can mend; the whole exception only for what is a fault of ours. */
  private static int report(Exception exception, CommandLine command) throws Exception {
    if (!isForTheUser(exception)) {
      throw exception;
    }
    command.getErr().println("error: " + exception.getMessage());
    return CommandLine.ExitCode.USAGE;
  }

  private static boolean isForTheUser(Exception exception) {
    return exception instanceof PythonUnavailableException
        || exception instanceof PythonException
        || exception instanceof IllegalArgumentException
        || exception instanceof java.io.IOException;
  }
}
