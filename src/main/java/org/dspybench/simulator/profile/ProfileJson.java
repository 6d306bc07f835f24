package org.dspybench.simulator.profile;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.latency.Distribution;
import org.dspybench.simulator.latency.Empirical;
import org.dspybench.simulator.latency.Fixed;
import org.dspybench.simulator.latency.Gamma;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.latency.LogNormal;
import org.dspybench.simulator.latency.Mixture;
import org.dspybench.simulator.latency.ThroughQuantiles;
import org.dspybench.simulator.latency.Uniform;

/** How Jackson reads and writes profiles: strictly, and the same in JSON and YAML. */
final class ProfileJson {

  static final ObjectMapper JSON = strict(JsonMapper.builder());
  static final ObjectMapper YAML = strict(YAMLMapper.builder());

  /** The field that names a distribution. */
  static final String DISTRIBUTION = "distribution";

  static final String DISTRIBUTIONS =
      Arrays.stream(
              Objects.requireNonNull(NamedDistribution.class.getAnnotation(JsonSubTypes.class))
                  .value())
          .map(JsonSubTypes.Type::name)
          .collect(Collectors.joining(", "));

  private ProfileJson() {}

  static String write(Object form) {
    try {
      return JSON.writeValueAsString(form);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts cannot fail to be written", e);
    }
  }

  /** The names of the distributions stand here alone. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = DISTRIBUTION)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Fixed.class, name = "fixed"),
    @JsonSubTypes.Type(value = Uniform.class, name = "uniform"),
    @JsonSubTypes.Type(value = LogNormal.class, name = "log-normal"),
    @JsonSubTypes.Type(value = Gamma.class, name = "gamma"),
    @JsonSubTypes.Type(value = Mixture.class, name = "mixture"),
    @JsonSubTypes.Type(value = Empirical.class, name = "empirical"),
    @JsonSubTypes.Type(value = ThroughQuantiles.class, name = "through-quantiles")
  })
  private interface NamedDistribution {}

  private interface Labelled {
    @JsonValue
    String label();
  }

  private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> M strict(B builder) {
    builder
        .addModule(new JavaTimeModule())
        .addModule(types())
        .addMixIn(Distribution.class, NamedDistribution.class)
        .addMixIn(FaultKind.class, Labelled.class)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    for (Class<?> needed :
        List.of(
            String.class,
            List.class,
            ProfileSource.class,
            Distribution.class,
            LatencyModel.class,
            FaultKind.class)) {
      builder.withConfigOverride(
          needed, c -> c.setSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL)));
    }
    for (CoercionInputShape number :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      builder.withCoercionConfig(
          LogicalType.Textual, c -> c.setCoercion(number, CoercionAction.Fail));
    }
    return builder.build();
  }

  private static SimpleModule types() {
    return new SimpleModule("profiles")
        .addDeserializer(Distribution.class, new DistributionOrNumber())
        .addDeserializer(
            LogNormal.class,
            Conversion.reading(LogNormalEntry.class, LogNormal.class, LogNormalEntry::logNormal))
        .addDeserializer(
            LatencyModel.class,
            Conversion.reading(LatencyEntry.class, LatencyModel.class, LatencyEntry::latency))
        .addDeserializer(
            FaultRule.class,
            Conversion.reading(FaultEntry.class, FaultRule.class, FaultEntry::rule))
        .addSerializer(Conversion.writing(LatencyModel.class, LatencyEntry.class, LatencyEntry::of))
        .addSerializer(Conversion.writing(FaultRule.class, FaultEntry.class, FaultEntry::of));
  }
}
