package org.dspybench.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a file without the secrets among them. Secrets that differ get numbers, so that
 * the rows that they tell apart stay apart.
 */
final class HiddenParams {

  private final Map<String, List<String>> secrets = new HashMap<>();

  /** What is shown for a value: itself, unless it is a secret or holds one. */
  String shown(String name, String value) {
    String shown = Redaction.ofParameter(name, value);
    if (shown.equals(value)) {
      return value;
    }
    List<String> known = secrets.computeIfAbsent(name + " " + shown, key -> new ArrayList<>());
    if (!known.contains(value)) {
      known.add(value);
    }
    int number = known.indexOf(value) + 1;
    return number == 1 ? shown : shown + " " + number;
  }
}
