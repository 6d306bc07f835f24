package org.dspybench.simulator.answer.dspy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dspybench.simulator.answer.text.FieldValue.Form;
import org.dspybench.simulator.answer.text.Layout;

/**
 * What one of DSPy's adapters asks for, read from the messages that DSPy 3.4.1 writes: {@code
 * ChatAdapter}, {@code JSONAdapter}, {@code XMLAdapter}, {@code BAMLAdapter}, and the second step
 * of {@code TwoStepAdapter}, which is a {@code ChatAdapter}'s.
 *
 * @param layout how the adapter reads an answer
 * @param fields the output fields, in order
 * @param question the value of the first input field of the last user message
 */
public record DspyPrompt(Layout layout, List<OutputField> fields, String question) {

  private static final String OUTPUTS = "Your output fields are:\n";
  private static final String STRUCTURE = "\nAll interactions will be structured";
  private static final String OBJECTIVE = "\nIn adhering to this structure, your objective is:";

  /**
   * The prompt in a request, or empty if no adapter of DSPy wrote it.
   *
   * @param system the system message
   * @param user the last user message
   */
  public static Optional<DspyPrompt> of(String system, String user) {
    int outputs = system.indexOf(OUTPUTS);
    int structureFrom = outputs < 0 ? -1 : system.indexOf(STRUCTURE, outputs);
    if (structureFrom < 0) {
      return Optional.empty();
    }
    int objectiveFrom = system.indexOf(OBJECTIVE, structureFrom);
    int structureTo = objectiveFrom < 0 ? system.length() : objectiveFrom;
    String list = system.substring(outputs + OUTPUTS.length(), structureFrom);
    String structure = system.substring(structureFrom, structureTo);
    Layout layout = layout(list, structure);
    List<OutputField> fields = fields(list, new FieldNotes(structure, layout));
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    List<OutputField> decided = withTool(fields, system.substring(structureTo), user);
    return Optional.of(new DspyPrompt(layout, decided, InputFields.first(user)));
  }

  private static Layout layout(String list, String structure) {
    int from = list.indexOf('`') + 1;
    String first = list.substring(from, Math.max(from, list.indexOf('`', from)));
    boolean isJson =
        structure.contains("\nOutputs will be a JSON object with the following fields.")
            || structure.contains("\nOutput field `" + first + "` should be of type: ");
    if (isJson) {
      return Layout.JSON;
    }
    return structure.contains("\n<" + first + ">") ? Layout.XML : Layout.SECTIONS;
  }

  /**
   * The fields in "1. `name` (type): description" lines; a description may have lines of its own.
   */
  private static List<OutputField> fields(String list, FieldNotes notes) {
    List<OutputField> fields = new ArrayList<>();
    for (String line : list.split("\n", -1)) {
      String prefix = fields.size() + 1 + ". `";
      int nameTo = line.indexOf("` (", prefix.length());
      int typeTo = line.indexOf("):", nameTo);
      if (line.startsWith(prefix) && nameTo > 0 && typeTo > 0) {
        String type = line.substring(nameTo + "` (".length(), typeTo);
        fields.add(notes.field(line.substring(prefix.length(), nameTo), type));
      }
    }
    return fields;
  }

  /** The fields with the tool to call next in the place of all of an agent's tools. */
  private static List<OutputField> withTool(
      List<OutputField> fields, String objective, String user) {
    Optional<JsonNode> tools =
        fields.stream()
            .filter(field -> field.name().equals(ReactTurn.NAME_FIELD))
            .map(field -> field.schema().path("enum"))
            .findFirst();
    if (tools.isEmpty()) {
      return List.copyOf(fields);
    }
    ReactTurn turn = ReactTurn.next(tools.get(), objective, user);
    return fields.stream().map(field -> decided(field, turn)).toList();
  }

  private static OutputField decided(OutputField field, ReactTurn turn) {
    return switch (field.name()) {
      case ReactTurn.NAME_FIELD ->
          new OutputField(
              field.name(),
              JsonNodeFactory.instance.objectNode().put("const", turn.tool()),
              Form.JSON);
      case ReactTurn.ARGUMENTS_FIELD -> new OutputField(field.name(), turn.arguments(), Form.JSON);
      default -> field;
    };
  }
}
