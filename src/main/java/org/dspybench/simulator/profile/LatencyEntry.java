package org.dspybench.simulator.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import org.dspybench.simulator.latency.Distribution;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.latency.PartedLatency;
import org.dspybench.simulator.latency.RecordedLatency;
import org.dspybench.simulator.latency.TokenPace;
import org.jspecify.annotations.Nullable;

/**
 * A latency as a profile has it: its parts, or the samples of a trace.
 *
 * @param firstToken seconds
 * @param outputTokens length of answers; together with {@code secondsPerToken}
 * @param samples instead of all others
 */
@JsonInclude(Include.NON_NULL)
record LatencyEntry(
    @JsonSetter(nulls = Nulls.SET) @Nullable Distribution firstToken,
    @JsonSetter(nulls = Nulls.SET) @Nullable Distribution outputTokens,
    @JsonSetter(nulls = Nulls.SET) @Nullable Distribution secondsPerToken,
    @JsonSetter(nulls = Nulls.SET) @Nullable List<RecordedLatency.Sample> samples) {

  static LatencyEntry of(LatencyModel latency) {
    if (latency instanceof PartedLatency parts) {
      return new LatencyEntry(
          parts.firstToken(),
          parts.tokens().map(TokenPace::outputTokens).orElse(null),
          parts.tokens().map(TokenPace::secondsPerToken).orElse(null),
          null);
    }
    return new LatencyEntry(null, null, null, ((RecordedLatency) latency).samples());
  }

  LatencyModel latency() {
    if (samples != null) {
      refuseParts();
      return new RecordedLatency(samples);
    }
    if (firstToken == null) {
      throw new IllegalArgumentException("a latency needs firstToken, which is missing");
    }
    return new PartedLatency(firstToken, pace());
  }

  private void refuseParts() {
    if (firstToken != null || outputTokens != null || secondsPerToken != null) {
      throw new IllegalArgumentException("a latency has samples or parts, not both");
    }
  }

  private Optional<TokenPace> pace() {
    if (outputTokens == null && secondsPerToken == null) {
      return Optional.empty();
    }
    if (outputTokens == null || secondsPerToken == null) {
      throw new IllegalArgumentException("outputTokens and secondsPerToken come together");
    }
    return Optional.of(new TokenPace(outputTokens, secondsPerToken));
  }
}
