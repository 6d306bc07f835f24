package org.dspybench.results;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Hides keys and passwords: JMH writes a fork's arguments and a benchmark's parameters down as they
 * are. What is hidden is told by its name, or by the form that providers give to their keys.
 */
public final class Redaction {

  private static final String HIDDEN = "(redacted)";
  private static final String IN_ITS_PLACE = "$1" + HIDDEN;

  private static final String NAMED = "(?i:key|token|secret|passw|passphrase|credential)";

  /** The rest of a JSON string, or of a text. */
  private static final String VALUE = "(?:[^\"\\\\]++|\\\\.)*+";

  /** {@code maxTokens} and {@code keySize} are no secrets, and a benchmark may well have them. */
  private static final String PARAMETER =
      "(?i:[^\"]*(?:api|access|account|auth|private|secret|service|subscription)[-_.]?key"
          + "|[^\"]*(?:secret|passw(?:or)?d|passphrase|credentials?|token))";

  private static final Pattern SECRET_PARAMETER = Pattern.compile(PARAMETER);

  /** What is hidden in any text; the first group, if there is one, stays. */
  private static final List<Pattern> IN_TEXT =
      List.of(
          Pattern.compile("(?<![^\"\\s])([^\"=\\s]*" + NAMED + "[^\"=\\s]*=)" + VALUE),
          Pattern.compile("(?<![A-Za-z0-9])()(?:sk-|gh[a-z]_|AIza|AKIA|eyJ)[\\w.-]{8,}"),
          Pattern.compile("(?i)(\\bbearer )[^\"\\s]+"),
          Pattern.compile("(://[^/\\s\":@]*:)[^/\\s\"@]+(?=@)"));

  /** What is hidden in JSON beside it: an option's value in the next string, a secret parameter. */
  private static final List<Pattern> IN_JSON =
      List.of(
          Pattern.compile("(\"--?[^\"=\\s]*" + NAMED + "[^\"=\\s]*\"\\s*,\\s*\")" + VALUE),
          Pattern.compile("(\"" + PARAMETER + "\"\\s*:\\s*\")" + VALUE));

  private Redaction() {}

  /** A file of results without secrets. */
  public static String ofJson(String json) {
    return hidden(IN_JSON, hidden(IN_TEXT, json));
  }

  /** The value of a benchmark's parameter, or what stands for it. */
  static String ofParameter(String name, String value) {
    return SECRET_PARAMETER.matcher(name).matches() ? HIDDEN : hidden(IN_TEXT, value);
  }

  private static String hidden(List<Pattern> patterns, String text) {
    String clean = text;
    for (Pattern pattern : patterns) {
      clean = pattern.matcher(clean).replaceAll(IN_ITS_PLACE);
    }
    return clean;
  }
}
