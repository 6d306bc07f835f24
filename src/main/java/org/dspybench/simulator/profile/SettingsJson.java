package org.dspybench.simulator.profile;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dspybench.simulator.latency.Distribution;
import org.dspybench.simulator.latency.Fixed;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.latency.LogNormal;
import org.dspybench.simulator.latency.PartedLatency;
import org.dspybench.simulator.latency.Uniform;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.provider.Hints;
import org.jspecify.annotations.Nullable;

/** Profiles and settings as JSON: the one place that knows the names of the fields. */
public final class SettingsJson {

  private static final double LONGEST_SECONDS = 86_400;

  private SettingsJson() {}

  public static SimulatorProfile readProfile(String source, String name, String json) {
    return profile(name, JsonFields.parse(source, json));
  }

  public static SimulatorSettings readSettings(String source, String json) {
    JsonFields fields = JsonFields.parse(source, json);
    JsonFields profile = fields.object("profile");
    SimulatorProfile named = profile(profile.text("name"), profile);
    JsonLocation seedAt = fields.where("seed");
    BigDecimal seed = fields.number("seed");
    double timeScale = fields.number("timeScale", 0, 1000);
    fields.end();
    try {
      return new SimulatorSettings(named, seed.longValueExact(), timeScale);
    } catch (ArithmeticException e) {
      throw fields.wrong(seedAt, "seed must be a whole number of 64 bits");
    }
  }

  private static SimulatorProfile profile(String name, JsonFields fields) {
    String description = fields.text("description");
    String source = fields.text("source");
    LatencyModel latency = latency(fields.object("latency"));
    RateLimits limits =
        fields.has("rateLimits") ? limits(fields.object("rateLimits")) : RateLimits.NONE;
    fields.end();
    return new SimulatorProfile(name, description, source, latency, limits);
  }

  private static LatencyModel latency(JsonFields fields) {
    JsonLocation where = fields.where("distribution");
    String distribution = fields.text("distribution");
    Distribution model =
        switch (distribution) {
          case "fixed" -> new Fixed(fields.number("seconds", 0, LONGEST_SECONDS));
          case "uniform" -> {
            double min = fields.number("minSeconds", 0, LONGEST_SECONDS);
            double max = fields.number("maxSeconds", 0, LONGEST_SECONDS);
            yield fields.build(where, () -> new Uniform(min, max));
          }
          case "log-normal" -> {
            double sigma = fields.number("sigma", 0, LogNormal.LARGEST_SIGMA);
            if (fields.has("medianSeconds")) {
              double median = fields.number("medianSeconds", 0, LONGEST_SECONDS);
              yield fields.build(where, () -> LogNormal.byMedian(median, sigma));
            }
            double mean = fields.number("meanSeconds", 0, LONGEST_SECONDS);
            yield fields.build(where, () -> LogNormal.byMean(mean, sigma));
          }
          default ->
              throw fields.wrong(
                  where,
                  "distribution is fixed, uniform or log-normal, not '" + distribution + "'");
        };
    fields.end();
    return LatencyModel.of(model);
  }

  private static RateLimits limits(JsonFields fields) {
    double probability = fields.has("probability") ? fields.number("probability", 0, 1) : 0;
    Duration retryAfter =
        fields.has("retryAfterSeconds") ? seconds(fields, "retryAfterSeconds") : Duration.ZERO;
    Hints hints = fields.has("retryAfterForm") ? form(fields, "retryAfterForm") : Hints.OPENAI;
    RateLimits quota = fields.has("quota") ? quota(fields.object("quota")) : RateLimits.NONE;
    fields.end();
    return new RateLimits(
        quota.provider(),
        quota.requestsPerMinute(),
        quota.tokensPerMinute(),
        null,
        null,
        quota.initialFill(),
        hints,
        probability == 0 ? null : new RateLimits.Seeded(probability, retryAfter));
  }

  private static Hints form(JsonFields fields, String name) {
    JsonLocation where = fields.where(name);
    String key = fields.text(name);
    return Arrays.stream(Hints.values())
        .filter(form -> form.key().equals(key))
        .findFirst()
        .orElseThrow(() -> fields.wrong(where, name + " is one of " + forms() + ", not " + key));
  }

  private static String forms() {
    return Arrays.stream(Hints.values()).map(Hints::key).collect(Collectors.joining(", "));
  }

  private static RateLimits quota(JsonFields fields) {
    JsonLocation where = fields.where();
    Integer requests = limit(fields, "requestsPerMinute");
    Integer tokens = limit(fields, "tokensPerMinute");
    double fill = fields.has("initialFill") ? fields.number("initialFill", 0, 1) : 1;
    fields.end();
    return fields.build(where, () -> RateLimits.perMinute(requests, tokens, fill));
  }

  private static @Nullable Integer limit(JsonFields fields, String name) {
    return fields.has(name)
        ? (Integer) (int) fields.number(name, 1, RateLimits.LARGEST_LIMIT)
        : null;
  }

  private static Duration seconds(JsonFields fields, String name) {
    return Duration.ofNanos(Math.round(fields.number(name, 0, LONGEST_SECONDS) * 1e9));
  }

  public static String write(SimulatorSettings settings) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("seed", settings.seed()).put("timeScale", settings.timeScale());
    SimulatorProfile profile = settings.profile();
    ObjectNode node = json.putObject("profile");
    node.put("name", profile.name());
    node.put("description", profile.description()).put("source", profile.source());
    writeLatency(node.putObject("latency"), profile.latency());
    writeLimits(node.putObject("rateLimits"), profile.limits());
    return json.toString();
  }

  private static void writeLatency(ObjectNode node, LatencyModel latency) {
    Distribution firstToken = ((PartedLatency) latency).firstToken();
    if (firstToken instanceof Fixed fixed) {
      node.put("distribution", "fixed").put("seconds", fixed.value());
    } else if (firstToken instanceof Uniform uniform) {
      node.put("distribution", "uniform").put("minSeconds", uniform.min());
      node.put("maxSeconds", uniform.max());
    } else if (firstToken instanceof LogNormal logNormal) {
      node.put("distribution", "log-normal").put("medianSeconds", logNormal.median());
      node.put("sigma", logNormal.sigma());
    }
  }

  private static void writeLimits(ObjectNode node, RateLimits limits) {
    RateLimits.Seeded seeded = limits.seeded();
    if (seeded != null) {
      node.put("probability", seeded.probability());
      node.put("retryAfterSeconds", seconds(seeded.retryAfter()));
    }
    node.put("retryAfterForm", limits.hints().key());
    if (limits.requestsPerMinute() != null || limits.tokensPerMinute() != null) {
      ObjectNode bucket = node.putObject("quota");
      Optional.ofNullable(limits.requestsPerMinute())
          .ifPresent(limit -> bucket.put("requestsPerMinute", limit));
      Optional.ofNullable(limits.tokensPerMinute())
          .ifPresent(limit -> bucket.put("tokensPerMinute", limit));
      bucket.put("initialFill", limits.initialFill());
    }
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros();
  }
}
