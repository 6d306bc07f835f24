package org.dspybench.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What standard error is connected to.
 *
 * @param live whether a line can be written over
 * @param colours whether it may be coloured
 */
public record Terminal(boolean live, boolean colours) {

  private static final String CLEAR_TO_THE_END = "\u001B[K";

  /** Asks the system: Java tells of standard input and output together, and not of error. */
  public static Terminal ofStandardError() {
    boolean live = !"dumb".equals(System.getenv("TERM")) && isTerminal();
    String noColour = System.getenv("NO_COLOR");
    return new Terminal(live, live && (noColour == null || noColour.isEmpty()));
  }

  /** Standard error, on which JMH may log: its log would tear a line that is written over. */
  public static Terminal besideLog(VerboseMode verbosity) {
    return verbosity == VerboseMode.SILENT ? ofStandardError() : new Terminal(false, false);
  }

  private static boolean isTerminal() {
    try {
      return new ProcessBuilder("test", "-t", "2").redirectError(Redirect.INHERIT).start().waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What writes a line over the one before. */
  public String over(String line) {
    return "\r" + line + CLEAR_TO_THE_END;
  }

  /** The text in green, where it may be coloured. */
  public String green(String text) {
    return coloured("32", text);
  }

  /** The text in red, where it may be coloured. */
  public String red(String text) {
    return coloured("31", text);
  }

  /** The text faint, where it may be coloured. */
  public String dim(String text) {
    return coloured("2", text);
  }

  /** The text bold, where it may be coloured. */
  public String bold(String text) {
    return coloured("1", text);
  }

  private String coloured(String code, String text) {
    return colours ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
