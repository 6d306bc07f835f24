package org.dspybench.simulator.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.dspybench.simulator.draw.Draws;
import org.dspybench.simulator.fault.FaultPlan;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.limit.RateLimits;
import org.jspecify.annotations.Nullable;

/**
 * A provider to simulate. Immutable.
 *
 * @param name one word
 * @param description what it stands for, in a sentence
 * @param source where its figures come from
 * @param latency how long answers take at time scale 1
 * @param capacity how many answers it works at at once, or null where there is no limit
 * @param limits when it answers 429
 * @param faults what goes wrong on purpose
 */
public record SimulatorProfile(
    String name,
    String description,
    String source,
    LatencyModel latency,
    @Nullable Integer capacity,
    RateLimits limits,
    List<FaultRule> faults) {

  private static final List<String> NAMES =
      List.of("instant", "constant", "uniform", "typical", "slow-tail", "rate-limited", "flaky");

  /** Refuses a capacity below 1 and faults whose shares sum to more than 1. */
  public SimulatorProfile {
    if (capacity != null && capacity < 1) {
      throw new IllegalArgumentException("a capacity is 1 or more, not " + capacity);
    }
    faults = new FaultPlan(faults).rules();
  }

  /** A profile without a capacity and without faults. */
  public SimulatorProfile(
      String name, String description, String source, LatencyModel latency, RateLimits limits) {
    this(name, description, source, latency, null, limits, List.of());
  }

  /** This profile with other limits. */
  public SimulatorProfile withLimits(RateLimits other) {
    return new SimulatorProfile(name, description, source, latency, capacity, other, faults);
  }

  /** This profile with other faults. */
  public SimulatorProfile withFaults(List<FaultRule> other) {
    return new SimulatorProfile(name, description, source, latency, capacity, limits, other);
  }

  /** What its content is known by: 32 hexadecimal digits. */
  public String hash() {
    String json = new SimulatorSettings(this, 0, 1).toJson();
    return HexFormat.of().formatHex(Draws.sha256(json.getBytes(StandardCharsets.UTF_8)), 0, 16);
  }

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
