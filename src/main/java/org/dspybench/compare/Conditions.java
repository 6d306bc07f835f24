package org.dspybench.compare;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;

/**
 * The place and the means of a measurement: what must not differ between runs, or a difference of
 * their times could come from anything but the commits.
 *
 * @param facts what is recorded of it
 */
public record Conditions(Map<Fact, String> facts) {

  /** What belongs to them. */
  public static final List<Fact> FACTS =
      List.of(
          Fact.JDK,
          Fact.VM,
          Fact.OS,
          Fact.CPU_MODEL,
          Fact.CORES,
          Fact.PYTHON,
          Fact.INTERPRETER_LOCK,
          Fact.DSPY,
          Fact.LITELLM,
          Fact.JEP_JAVA,
          Fact.JEP_NATIVE,
          Fact.PEERS,
          Fact.SEED,
          Fact.PROFILE,
          Fact.TIME_SCALE,
          Fact.PROFILE_HASHES);

  /** A version and, behind its second number, the patch level; then the architecture. */
  private static final Pattern OS = Pattern.compile("(\\d+\\.\\d+)[^ ]*( [^ ]+)$");

  /** Copies {@code facts}, in their order. */
  public Conditions {
    EnumMap<Fact, String> ordered = new EnumMap<>(Fact.class);
    ordered.putAll(facts);
    facts = Collections.unmodifiableMap(ordered);
  }

  /**
   * Those of an environment. Of a kernel's version the first two numbers: a machine that is kept up
   * to date has another patch level every other week, and is the same machine.
   */
  public static Conditions of(Environment environment) {
    EnumMap<Fact, String> facts = new EnumMap<>(Fact.class);
    FACTS.forEach(fact -> environment.fact(fact).ifPresent(value -> facts.put(fact, value)));
    facts.computeIfPresent(Fact.OS, (fact, os) -> OS.matcher(os).replaceFirst("$1$2"));
    return new Conditions(facts);
  }
}
