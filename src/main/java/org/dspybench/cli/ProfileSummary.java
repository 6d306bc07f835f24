package org.dspybench.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.latency.LatencySummary;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;

/** Profiles in a few lines: what they plan, and what is not as calm as it might be. */
final class ProfileSummary {

  private ProfileSummary() {}

  /** The banner of a simulator: its plan, and every limit and fault that is active. */
  static void print(SimulatorSettings settings, PrintWriter out) {
    SimulatorProfile profile = settings.profile();
    LatencySummary plan = profile.latency().summary().times(settings.timeScale());
    out.println(profile.name() + ": " + profile.description());
    out.printf(
        Locale.ROOT,
        "planned latency at time scale %.4g, seed %d: p50 %s, mean %s, p95 %s, p99 %s%n",
        settings.timeScale(),
        settings.seed(),
        millis(plan.p50()),
        millis(plan.mean()),
        millis(plan.p95()),
        millis(plan.p99()));
    hazards(profile).forEach(out::println);
    out.flush();
  }

  /** Every profile that comes with the project, one line each. */
  static void list(PrintWriter out) {
    out.printf("%-14s %8s %8s %8s %8s  %s%n", "profile", "p50", "mean", "p95", "p99", "source");
    for (String name : SimulatorProfile.names()) {
      SimulatorProfile profile = SimulatorProfile.named(name);
      LatencySummary plan = profile.latency().summary();
      out.printf(
          Locale.ROOT,
          "%-14s %8s %8s %8s %8s  %s%n",
          name,
          seconds(plan.p50()),
          seconds(plan.mean()),
          seconds(plan.p95()),
          seconds(plan.p99()),
          source(profile));
      hazards(profile).forEach(line -> out.println("               " + line));
    }
    out.flush();
  }

  private static String source(SimulatorProfile profile) {
    int sample = profile.source().sampleSize();
    return profile.source().date() + (sample == 0 ? ", a choice" : ", n = " + sample);
  }

  private static List<String> hazards(SimulatorProfile profile) {
    Stream<String> capacity =
        profile.capacity() == null
            ? Stream.of()
            : Stream.of("capacity: " + profile.capacity() + " at once, the rest wait");
    return Stream.of(
            capacity,
            profile
                .limits()
                .descriptions()
                .map(limit -> "limit (" + profile.limits().provider().key() + "): " + limit),
            profile.faults().stream().map(FaultRule::description).map(fault -> "fault: " + fault))
        .flatMap(lines -> lines)
        .collect(Collectors.toList());
  }

  private static String seconds(Duration latency) {
    return String.format(Locale.ROOT, "%.2f s", latency.toNanos() / 1e9);
  }

  private static String millis(Duration latency) {
    return String.format(Locale.ROOT, "%.1f ms", latency.toNanos() / 1e6);
  }
}
