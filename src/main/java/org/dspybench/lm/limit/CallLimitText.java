package org.dspybench.lm.limit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@link CallLimit} as users write it. */
final class CallLimitText {

  private static final Pattern FIXED = Pattern.compile("fixed:(\\d{1,9})");
  private static final Pattern RATE = Pattern.compile("rate:(.+)");
  private static final Pattern ADAPTIVE = Pattern.compile("adaptive:(.+)");

  private static final Pattern REQUESTS = Pattern.compile("(\\d{1,18})rpm");
  private static final Pattern TOKENS = Pattern.compile("(\\d{1,18})tpm");
  private static final Pattern BURST = Pattern.compile("burst=(\\d{1,18})");

  private CallLimitText() {}

  static CallLimit parse(String text) {
    Matcher fixed = FIXED.matcher(text);
    Matcher rate = RATE.matcher(text);
    Matcher adaptive = ADAPTIVE.matcher(text);
    try {
      if (fixed.matches()) {
        return new CallLimit.Fixed(Integer.parseInt(fixed.group(1)));
      }
      if (rate.matches()) {
        return rate(List.of(rate.group(1).split(",", -1)));
      }
      if (adaptive.matches()) {
        return new CallLimit.Adaptive(algorithm(adaptive.group(1)));
      }
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException("limit '" + text + "': " + invalid.getMessage(), invalid);
    }
    if (text.equals("adaptive")) {
      return CallLimit.Adaptive.DEFAULT;
    }
    throw new IllegalArgumentException(
        "no limit '" + text + "'; write one like fixed:10, rate:500rpm,30000tpm or adaptive");
  }

  private static CallLimit.Rate rate(List<String> terms) {
    for (String term : terms) {
      boolean known =
          List.of(REQUESTS, TOKENS, BURST).stream()
              .anyMatch(pattern -> pattern.matcher(term).matches());
      if (!known) {
        throw new IllegalArgumentException(
            "'" + term + "' is none of <number>rpm, <number>tpm, burst=<number>");
      }
    }
    return new CallLimit.Rate(number(terms, REQUESTS), number(terms, TOKENS), number(terms, BURST));
  }

  private static OptionalLong number(List<String> terms, Pattern pattern) {
    List<Matcher> found = terms.stream().map(pattern::matcher).filter(Matcher::matches).toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "'" + found.get(1).group() + "' comes after '" + found.get(0).group() + "'; give one");
    }
    return found.stream().mapToLong(matcher -> Long.parseLong(matcher.group(1))).findAny();
  }

  private static CallLimit.Algorithm algorithm(String name) {
    return Arrays.stream(CallLimit.Algorithm.values())
        .filter(algorithm -> algorithm.name().toLowerCase(Locale.ROOT).equals(name))
        .findAny()
        .orElseThrow(
            () -> new IllegalArgumentException("no algorithm '" + name + "'; aimd or gradient2"));
  }
}
