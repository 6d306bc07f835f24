package org.dspybench.simulator.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.latency.Distribution;
import org.dspybench.simulator.latency.Empirical;
import org.dspybench.simulator.provider.Hints;

/**
 * What went wrong in a trace, as faults.
 *
 * <p>Status 429, 500, 502, 503 and 529 become the fault of that status, and 401 the one of a key
 * that is not valid. Without a status line a call was reset before the headers; a success that did
 * not end was reset in its body, and one without a byte has an empty body. What remains says
 * something about the requests, such as 400 and 404, or has no counterpart in the simulator, such
 * as 504: it is left out, and the shares are those of the other calls.
 *
 * @param rules of each fault its share, with the waits that it asked for
 * @param leftOut a line for each status that is none of them
 */
record ObservedFaults(List<FaultRule> rules, List<String> leftOut) {

  private static final double MICROS_PER_SECOND = 1e6;

  /** A fault is seeded apart from its like that asks to wait, so that each keeps its share. */
  private record Seen(FaultKind kind, boolean asksToWait) implements Comparable<Seen> {

    private static final Comparator<Seen> ORDER =
        Comparator.comparing(Seen::kind).thenComparing(Seen::asksToWait);

    @Override
    public int compareTo(Seen other) {
      return ORDER.compare(this, other);
    }
  }

  /** The faults among all calls of a trace. */
  static ObservedFaults in(List<RecordedCall> calls) {
    Map<Seen, List<RecordedCall>> seen = new TreeMap<>();
    Map<Integer, Long> others =
        calls.stream()
            .filter(Predicate.not(RecordedCall::succeeded))
            .filter(call -> kind(call).isEmpty())
            .collect(
                Collectors.groupingBy(RecordedCall::status, TreeMap::new, Collectors.counting()));
    for (RecordedCall call : calls) {
      kind(call)
          .map(kind -> new Seen(kind, kind.isRefusal() && call.waitMicros() != null))
          .ifPresent(key -> seen.computeIfAbsent(key, unused -> new ArrayList<>()).add(call));
    }
    long left = others.values().stream().mapToLong(Long::longValue).sum();
    double all = calls.size() - left;
    return new ObservedFaults(
        seen.entrySet().stream().map(fault -> rule(fault.getKey(), fault.getValue(), all)).toList(),
        others.entrySet().stream()
            .map(other -> leftOut(other.getKey(), other.getValue()))
            .toList());
  }

  private static Optional<FaultKind> kind(RecordedCall call) {
    return switch (call.status()) {
      case 0 -> Optional.of(FaultKind.RESET_BEFORE_HEADERS);
      case 200 -> call.succeeded() ? Optional.empty() : Optional.of(brokenSuccess(call));
      case 401 -> Optional.of(FaultKind.INVALID_KEY);
      case 429 -> Optional.of(FaultKind.RATE_LIMIT);
      case 500 -> Optional.of(FaultKind.SERVER_ERROR);
      case 502 -> Optional.of(FaultKind.HTML_PAGE_502);
      case 503 -> Optional.of(FaultKind.UNAVAILABLE);
      case 529 -> Optional.of(FaultKind.OVERLOADED);
      default -> Optional.empty();
    };
  }

  private static FaultKind brokenSuccess(RecordedCall call) {
    return call.complete() ? FaultKind.EMPTY_BODY : FaultKind.RESET_MID_BODY;
  }

  private static FaultRule rule(Seen fault, List<RecordedCall> calls, double all) {
    Trigger share = new Trigger.Share(calls.size() / all);
    if (!fault.kind().isRefusal()) {
      return FaultRule.of(fault.kind(), share);
    }
    return fault.asksToWait()
        ? new FaultRule(fault.kind(), share, Optional.of(waits(calls)), Hints.OPENAI)
        // By OpenAI's hints, a rate limit that asked for nothing would ask for a second.
        : new FaultRule(fault.kind(), share, Optional.empty(), Hints.NONE);
  }

  private static Distribution waits(List<RecordedCall> calls) {
    return new Empirical(
        calls.stream()
            .map(RecordedCall::waitMicros)
            .filter(Objects::nonNull)
            .map(micros -> micros / MICROS_PER_SECOND)
            .toList());
  }

  private static String leftOut(int status, long count) {
    return (count == 1 ? "1 call with status %d is" : count + " calls with status %d are")
            .formatted(status)
        + " left out; the simulator has no fault for it";
  }
}
