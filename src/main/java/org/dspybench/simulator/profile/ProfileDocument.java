package org.dspybench.simulator.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Objects;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.limit.RateLimits;
import org.jspecify.annotations.Nullable;

/** A profile as its file has it: without a name, which is the file's, and without what is none. */
@JsonInclude(Include.NON_EMPTY)
record ProfileDocument(
    String description,
    ProfileSource source,
    LatencyModel latency,
    @Nullable Integer capacity,
    @JsonSetter(nulls = Nulls.SET) @Nullable RateLimits limits,
    @JsonSetter(nulls = Nulls.SET) @Nullable List<FaultRule> faults) {

  static ProfileDocument of(SimulatorProfile profile) {
    return new ProfileDocument(
        profile.description(),
        profile.source(),
        profile.latency(),
        profile.capacity(),
        profile.limits().equals(RateLimits.NONE) ? null : profile.limits(),
        profile.faults());
  }

  SimulatorProfile profile(String name) {
    return new SimulatorProfile(
        name,
        description,
        source,
        latency,
        capacity,
        Objects.requireNonNullElse(limits, RateLimits.NONE),
        Objects.requireNonNullElse(faults, List.of()));
  }

  /** What of it decides anything, as JSON with sorted keys. */
  String behaviour() {
    return ProfileJson.write(new Behaviour(latency, capacity, limits, faults));
  }

  @JsonInclude(Include.NON_EMPTY)
  private record Behaviour(
      LatencyModel latency,
      @Nullable Integer capacity,
      @Nullable RateLimits limits,
      @Nullable List<FaultRule> faults) {}
}
