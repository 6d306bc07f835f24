package org.dspybench.simulator.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dspybench.simulator.latency.RecordedLatency;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.ProfileSource;
import org.dspybench.simulator.profile.SimulatorProfile;

/** A trace that a {@link Recorder} wrote, as a profile. */
public final class Trace {

  private static final double MICROS_PER_SECOND = 1e6;

  private Trace() {}

  /**
   * Reads a trace. Its profile draws the latencies from the calls that succeeded, and has each
   * fault at the share at which it was recorded; {@link ObservedFaults} says what is which. Quotas
   * cannot be seen in a trace: what they refused is a fault like others. The profile is named after
   * the file, without its ending.
   *
   * <p>A last line without an end of line was cut off while it was written. It is left out, with a
   * note.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if another line is no call, the message being {@code
   *     FILE:LINE: what is wrong}, and if no call succeeded
   */
  public static Replay read(Path file) throws IOException {
    TraceLines lines = TraceLines.read(file);
    List<RecordedCall> calls = lines.calls();
    List<RecordedCall> successes = calls.stream().filter(RecordedCall::succeeded).toList();
    if (successes.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: none of its %d calls succeeded, so there is no latency to replay"
              .formatted(file, calls.size()));
    }
    ObservedFaults faults = ObservedFaults.in(calls);
    List<String> notes = new ArrayList<>();
    lines.tornLine().ifPresent(line -> notes.add(file + ":" + line + ": is cut off; left out"));
    faults.leftOut().forEach(reason -> notes.add(file + ": " + reason));
    SimulatorProfile profile =
        new SimulatorProfile(
            name(file),
            "The calls of a recorded endpoint, each as likely as every other.",
            new ProfileSource("trace " + file.getFileName(), dateOfFirst(calls), calls.size()),
            latency(successes),
            null,
            RateLimits.NONE,
            faults.rules());
    return new Replay(profile, notes);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  private static LocalDate dateOfFirst(List<RecordedCall> calls) {
    Instant first =
        calls.stream().map(RecordedCall::arrivedAt).min(Comparator.naturalOrder()).orElseThrow();
    return LocalDate.ofInstant(first, ZoneOffset.UTC);
  }

  private static RecordedLatency latency(List<RecordedCall> successes) {
    return new RecordedLatency(successes.stream().map(Trace::sample).toList());
  }

  private static RecordedLatency.Sample sample(RecordedCall call) {
    Long first = call.firstByteMicros();
    Integer tokens = call.completionTokens();
    return new RecordedLatency.Sample(
        (first == null ? call.latencyMicros() : first) / MICROS_PER_SECOND,
        call.latencyMicros() / MICROS_PER_SECOND,
        tokens == null ? 0 : tokens);
  }
}
