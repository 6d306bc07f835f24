package org.dspybench.simulator.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.latency.Distribution;
import org.dspybench.simulator.provider.Hints;
import org.jspecify.annotations.Nullable;

/** A fault as a profile has it: its kind, one of four triggers, and what it asks to wait. */
@JsonInclude(Include.NON_NULL)
record FaultEntry(
    FaultKind kind,
    @Nullable Double share,
    @JsonSetter(nulls = Nulls.SET) @Nullable List<Long> calls,
    @JsonSetter(nulls = Nulls.SET) @Nullable List<Double> seconds,
    @Nullable Integer firstAttempts,
    @JsonSetter(nulls = Nulls.SET) @Nullable Distribution waitSeconds,
    @Nullable Hints hints) {

  static FaultEntry of(FaultRule rule) {
    Trigger trigger = rule.trigger();
    return new FaultEntry(
        rule.kind(),
        trigger instanceof Trigger.Share share ? (Double) share.share() : null,
        trigger instanceof Trigger.Calls calls ? List.of(calls.first(), calls.last()) : null,
        trigger instanceof Trigger.Seconds seconds ? List.of(seconds.from(), seconds.to()) : null,
        trigger instanceof Trigger.FirstAttempts first ? (Integer) first.attempts() : null,
        rule.waitSeconds().orElse(null),
        rule.hints());
  }

  FaultRule rule() {
    return new FaultRule(
        kind,
        trigger(),
        Optional.ofNullable(waitSeconds),
        Objects.requireNonNullElse(hints, Hints.OPENAI));
  }

  private Trigger trigger() {
    List<Trigger> triggers =
        Stream.of(
                Optional.ofNullable(share).<Trigger>map(Trigger.Share::new),
                Optional.ofNullable(calls).<Trigger>map(FaultEntry::run),
                Optional.ofNullable(seconds).<Trigger>map(FaultEntry::stretch),
                Optional.ofNullable(firstAttempts).<Trigger>map(Trigger.FirstAttempts::new))
            .flatMap(Optional::stream)
            .toList();
    if (triggers.size() != 1) {
      throw new IllegalArgumentException(
          "a fault has one of share, calls, seconds and firstAttempts; this one has "
              + (triggers.isEmpty() ? "none" : triggers.size()));
    }
    return triggers.get(0);
  }

  private static Trigger run(List<Long> bounds) {
    requireTwo("calls", bounds);
    return new Trigger.Calls(bounds.get(0), bounds.get(1));
  }

  private static Trigger stretch(List<Double> bounds) {
    requireTwo("seconds", bounds);
    return new Trigger.Seconds(bounds.get(0), bounds.get(1));
  }

  private static void requireTwo(String name, List<?> bounds) {
    if (bounds.size() != 2) {
      throw new IllegalArgumentException(name + " is a list of two, such as [10, 20]");
    }
  }
}
