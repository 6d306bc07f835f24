package org.dspybench.simulator.answer.dspy;

/** The input fields in a user message. */
final class InputFields {

  private static final String MARKER = "[[ ## ";
  private static final String MARKER_END = " ## ]]";
  private static final String INSTRUCTION = "\n\nRespond with ";

  private InputFields() {}

  /** The value of the first field, or the whole message if it has no fields. */
  static String first(String user) {
    return user.startsWith("<") ? firstElement(user) : firstSection(user);
  }

  private static String firstElement(String user) {
    int nameTo = user.indexOf(">\n");
    if (nameTo < 0) {
      return user.strip();
    }
    int to = user.indexOf("\n</" + user.substring(1, nameTo) + ">", nameTo);
    return to < 0 ? user.strip() : user.substring(nameTo + 1, to).strip();
  }

  private static String firstSection(String user) {
    int from = user.indexOf(MARKER);
    int valueFrom = user.indexOf(MARKER_END, from) + MARKER_END.length();
    if (from < 0 || valueFrom < MARKER_END.length()) {
      return user.strip();
    }
    int instruction = user.lastIndexOf(INSTRUCTION);
    int to = instruction < valueFrom ? user.length() : instruction;
    int nextField = user.indexOf("\n\n" + MARKER, valueFrom);
    if (nextField >= 0 && nextField < to) {
      to = nextField;
    }
    return user.substring(valueFrom, to).strip();
  }
}
