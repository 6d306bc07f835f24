package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dspybench.simulator.answer.dspy.DspyPrompt;
import org.dspybench.simulator.answer.dspy.OutputField;
import org.dspybench.simulator.answer.schema.SchemaValues;
import org.dspybench.simulator.answer.text.DraftText;
import org.dspybench.simulator.answer.text.FieldValue;
import org.dspybench.simulator.answer.text.FieldValue.Form;
import org.dspybench.simulator.answer.text.Layout;

/**
 * An answer before it is brought to a length. It is one that the adapter which wrote the request
 * can parse, one that fits the response format, or else an echo of the question.
 */
sealed interface Draft {

  /** The answer with {@code outputTokens} where it can be extended, and never above the limit. */
  Answer sized(int outputTokens, int mostTokens);

  /** A text. */
  record OfText(DraftText text) implements Draft {
    @Override
    public Answer sized(int outputTokens, int mostTokens) {
      return Answer.text(text, outputTokens, mostTokens);
    }
  }

  /** Calls of tools, which have the length that they have. */
  record OfCalls(List<ToolCall> calls) implements Draft {
    @Override
    public Answer sized(int outputTokens, int mostTokens) {
      return Answer.calls(calls, mostTokens);
    }
  }

  /** The answer to {@code prompt}. */
  static Draft of(Prompt prompt, Answers answers) {
    Messages messages = prompt.messages();
    Optional<DspyPrompt> dspy = DspyPrompt.of(messages.system(), messages.user());
    String question = dspy.map(DspyPrompt::question).orElse(messages.user());
    SchemaValues values = new SchemaValues(prompt.key(), question);
    List<Tool> tools = prompt.tools().next();
    if (!tools.isEmpty()) {
      return new OfCalls(tools.stream().map(tool -> call(tool, values)).toList());
    }
    Optional<JsonNode> given = answers.to(question, messages.user());
    List<OutputField> fields = fields(prompt.format(), dspy);
    if (fields.isEmpty()) {
      return new OfText(echo(prompt, given));
    }
    Layout layout = prompt.format().isJson() ? Layout.JSON : dspy.orElseThrow().layout();
    return new OfText(layout.write(filled(fields, values, given)));
  }

  private static ToolCall call(Tool tool, SchemaValues values) {
    return new ToolCall(tool.name(), values.arguments(tool.parameters()).toString());
  }

  /** The fields asked for: a schema's say more than DSPy's notes. */
  private static List<OutputField> fields(ResponseFormat format, Optional<DspyPrompt> dspy) {
    return format
        .schema()
        .map(Draft::fields)
        .or(() -> dspy.map(DspyPrompt::fields))
        .orElse(List.of());
  }

  private static List<OutputField> fields(JsonNode schema) {
    JsonNode definitions = schema.path("$defs");
    List<OutputField> fields = new ArrayList<>();
    for (var property : schema.path("properties").properties()) {
      fields.add(new OutputField(property.getKey(), property.getValue(), definitions, Form.JSON));
    }
    return fields;
  }

  private static List<FieldValue> filled(
      List<OutputField> fields, SchemaValues values, Optional<JsonNode> given) {
    List<FieldValue> filled = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      OutputField field = fields.get(i);
      boolean isLast = i == fields.size() - 1;
      filled.add(
          given
              .flatMap(answer -> GivenAnswer.of(field, isLast, answer))
              .orElseGet(() -> made(field, values)));
    }
    return filled;
  }

  private static FieldValue made(OutputField field, SchemaValues values) {
    JsonNode value = values.value(field.name(), field.schema(), field.definitions());
    return new FieldValue(
        field.name(), value, field.form(), SchemaValues.isFreeText(field.schema()));
  }

  private static DraftText echo(Prompt prompt, Optional<JsonNode> given) {
    JsonNode text = given.orElseGet(() -> TextNode.valueOf(prompt.messages().user()));
    if (prompt.format().isJson()) {
      return text.isObject()
          ? DraftText.closed(text.toString())
          : Layout.JSON.write(List.of(new FieldValue("answer", text, Form.JSON, given.isEmpty())));
    }
    return given.isEmpty()
        ? DraftText.open(text.textValue())
        : DraftText.closed(text.isTextual() ? text.textValue() : text.toString());
  }
}
