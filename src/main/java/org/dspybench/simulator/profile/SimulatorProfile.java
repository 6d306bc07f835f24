package org.dspybench.simulator.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    ProfileSource source,
    LatencyModel latency,
    @Nullable Integer capacity,
    RateLimits limits,
    List<FaultRule> faults) {

  private static final int HASH_BYTES = 6;

  private static final List<String> NAMES =
      List.of(
          "instant",
          "constant",
          "uniform",
          "typical",
          "fast",
          "slow",
          "chatty",
          "seed-doc",
          "slow-tail",
          "loaded",
          "rate-limited",
          "flaky");

  /** Refuses a capacity below 1 and faults whose shares sum to more than 1. */
  public SimulatorProfile {
    if (capacity != null && capacity < 1) {
      throw new IllegalArgumentException("a capacity is 1 or more, not " + capacity);
    }
    faults = new FaultPlan(faults).rules();
  }

  /**
   * A profile that a program made up, without a capacity and without faults.
   *
   * @param source where its figures come from, in words
   */
  public SimulatorProfile(
      String name, String description, String source, LatencyModel latency, RateLimits limits) {
    this(name, description, ProfileSource.ofProgram(source), latency, null, limits, List.of());
  }

  /** This profile with other limits. */
  public SimulatorProfile withLimits(RateLimits other) {
    return new SimulatorProfile(name, description, source, latency, capacity, other, faults);
  }

  /** This profile with other faults. */
  public SimulatorProfile withFaults(List<FaultRule> other) {
    return new SimulatorProfile(name, description, source, latency, capacity, limits, other);
  }

  /**
   * What decides how it behaves, as twelve hexadecimal digits: SHA-256 of latency, capacity, limits
   * and faults as JSON with sorted keys. Words about it are not part of that.
   */
  public String hash() {
    byte[] json = ProfileDocument.of(this).behaviour().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Draws.sha256(json), 0, HASH_BYTES);
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
    return ProfileText.named(name).profile();
  }

  /**
   * Reads a profile file in YAML, or, if its name ends in {@code .json}, in JSON. The profile's
   * name is the file's, without its ending.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is no profile; the message is one line with file, line
   *     and column
   */
  public static SimulatorProfile read(Path file) throws IOException {
    return ProfileText.read(file).profile();
  }
}
