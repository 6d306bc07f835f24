package org.dspybench.simulator.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one of DSPy's adapters asks for, read from the messages that DSPy 3.4.1 writes: {@code
 * ChatAdapter}, and {@code JSONAdapter} with either of its response formats.
 *
 * @param fields the output fields, in order
 * @param question the value of the first input field of the last user message
 */
public record DspyPrompt(List<OutputField> fields, String question) {

  /**
   * An output field.
   *
   * @param rule what DSPy demands of the value, from "must …" on; empty for a plain text
   */
  public record OutputField(String name, String rule) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String OUTPUTS = "Your output fields are:\n";
  private static final String OUTPUTS_END = "\nAll interactions will be structured";
  private static final String MARKER = "[[ ## ";
  private static final String MARKER_END = " ## ]]";
  private static final String INSTRUCTION = "\n\nRespond with ";

  /** The prompt of a request, or empty if no adapter of DSPy wrote it. */
  public static Optional<DspyPrompt> of(ChatRequest request) {
    String system = request.system();
    int from = system.indexOf(OUTPUTS);
    int to = system.indexOf(OUTPUTS_END, from + 1);
    if (from < 0 || to < 0) {
      return Optional.empty();
    }
    List<OutputField> fields = new ArrayList<>();
    String layout = system.substring(to);
    for (String name : names(system.substring(from + OUTPUTS.length(), to))) {
      fields.add(new OutputField(name, rule(name, layout, request.jsonAnswer())));
    }
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(new DspyPrompt(List.copyOf(fields), question(request.user())));
  }

  /**
   * The names in "1. `name` (type): description" lines; a description may have lines of its own.
   */
  private static List<String> names(String list) {
    List<String> names = new ArrayList<>();
    for (String line : list.split("\n", -1)) {
      String prefix = names.size() + 1 + ". `";
      int end = line.indexOf('`', prefix.length());
      if (line.startsWith(prefix) && end > 0) {
        names.add(line.substring(prefix.length(), end));
      }
    }
    return names;
  }

  private static String rule(String name, String layout, boolean inJson) {
    String start = "{" + name + "}        # note: the value you produce ";
    int from = layout.indexOf(start);
    if (from < 0) {
      return "";
    }
    String line = layout.substring(from + start.length()).lines().findFirst().orElse("");
    return inJson ? unescape(line.substring(0, line.lastIndexOf('"'))) : line;
  }

  private static String unescape(String escaped) {
    try {
      return JSON.readValue('"' + escaped + '"', String.class);
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private static String question(String user) {
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
