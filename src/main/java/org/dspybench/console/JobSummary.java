package org.dspybench.console;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.dspybench.job.JobResult;
import org.dspybench.job.JobResult.Ending;
import org.dspybench.job.JobTally;

/** How a job ended: what was measured, what has no answer, and what to do about it. */
public final class JobSummary {

  private static final int LONGEST_MESSAGE = 70;

  private final PrintWriter out;
  private final Terminal terminal;

  /** A summary to be printed there. */
  public JobSummary(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Prints it. The output's name is the one that was given. */
  public void print(JobResult result, String output) {
    result.metrics().ifPresent(new MetricsSummary(out, terminal)::print);
    if (!result.firstUnanswered().isEmpty()) {
      unanswered(result);
    }
    out.println(terminal.bold(verdict(result, output)));
    result.journal().ifPresent(journal -> out.println(advice(result, journal)));
    out.flush();
  }

  private void unanswered(JobResult result) {
    out.println(terminal.bold("Without an answer"));
    for (JobResult.Unanswered question : result.firstUnanswered()) {
      out.println(
          "  question %d: %s: %s"
              .formatted(
                  question.index(), terminal.red(question.kind()), firstLine(question.message())));
    }
    long more =
        result.tally().failed() + result.tally().timedOut() - result.firstUnanswered().size();
    if (more > 0) {
      out.println(format("  and %,d more", more));
    }
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("").strip();
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE - 1) + "…";
  }

  private static String verdict(JobResult result, String output) {
    JobTally tally = result.tally();
    if (result.ending() == Ending.CANCELLED) {
      return format("Interrupted: %s", counts(tally));
    }
    String nothing =
        result.asked() == 0 && tally.questions() > 0 ? "Nothing was left to ask. " : "";
    return format("%s%s: %s", nothing, output, counts(tally));
  }

  private static String counts(JobTally tally) {
    StringBuilder counts = new StringBuilder(format("%,d answered", tally.answered()));
    add(counts, tally.failed(), "failed");
    add(counts, tally.timedOut(), "timed out");
    add(counts, tally.notAsked(), "not asked");
    return counts.toString();
  }

  private static void add(StringBuilder counts, long count, String what) {
    if (count > 0) {
      counts.append(format(", %,d %s", count, what));
    }
  }

  private static String advice(JobResult result, Path journal) {
    String theSame = "The same command with ";
    if (result.ending() == Ending.COMPLETE && result.tally().timedOut() == 0) {
      return theSame + "--resume --retry-failed asks them again; " + journal + " keeps the others.";
    }
    String retry =
        result.tally().failed() > 0 ? " (with --retry-failed those that failed, too)" : "";
    return theSame + "--resume asks the others" + retry + "; " + journal + " keeps these.";
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
