package org.dspybench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a process, and those that it starts from then on, on one core. Workers on several wrest the
 * interpreter lock from each other in another pattern each time, and the same work then takes up to
 * twice as long as just before.
 */
final class OneCore {

  /** The number at the end of a list such as {@code 0,2-3}. */
  private static final Pattern LAST = Pattern.compile("(\\d+)\\s*$");

  private OneCore() {}

  /**
   * Keeps a process on the last of its cores, by {@code taskset} of util-linux.
   *
   * @return the core; empty if there is no such program, or it refuses
   */
  static Optional<String> keep(ProcessHandle process) {
    String pid = String.valueOf(process.pid());
    return told("taskset", "--cpu-list", "--pid", pid)
        .map(LAST::matcher)
        .filter(Matcher::find)
        .map(last -> last.group(1))
        .filter(
            core -> told("taskset", "--all-tasks", "--cpu-list", "--pid", core, pid).isPresent());
  }

  /** What a command told; empty if it cannot be run, or failed. */
  private static Optional<String> told(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(told) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
