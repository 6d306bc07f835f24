package org.dspybench.simulator.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.limit.RateLimits;

/**
 * A provider to simulate. Immutable.
 *
 * @param name one word
 * @param description what it stands for, in a sentence
 * @param source where its figures come from
 * @param latency how long answers take at time scale 1
 * @param limits when it answers 429
 */
public record SimulatorProfile(
    String name, String description, String source, LatencyModel latency, RateLimits limits) {

  private static final List<String> NAMES =
      List.of("instant", "constant", "uniform", "typical", "slow-tail", "rate-limited", "flaky");

  /** The names of the profiles that come with the project, simplest first. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The profile of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static SimulatorProfile named(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "no profile is named '" + name + "'; there are: " + String.join(", ", NAMES));
    }
    String file = name + ".json";
    try (InputStream in = SimulatorProfile.class.getResourceAsStream("/simulator/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the profile /simulator/" + file + " is not in the jar");
      }
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SettingsJson.readProfile(file, name, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a profile file; the profile's name is the file's, without {@code .json}.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is no profile; the message is one line with file, line
   *     and column
   */
  public static SimulatorProfile read(Path file) throws IOException {
    String fileName = String.valueOf(file.getFileName());
    String name =
        fileName.endsWith(".json") ? fileName.substring(0, fileName.length() - 5) : fileName;
    return SettingsJson.readProfile(file.toString(), name, Files.readString(file));
  }
}
