package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/**
 * The text that answers a request.
 *
 * @param cut whether the request's token limit cut it short
 */
public record Answer(String text, boolean cut) {

  /**
   * The answer that the adapter which wrote the request can parse, or else an echo of its question.
   */
  public static Answer to(ChatRequest request) {
    Optional<DspyPrompt> prompt = DspyPrompt.of(request);
    String text = prompt.map(dspy -> fields(request, dspy)).orElseGet(request::user);
    if (ChatRequest.tokens(text) <= request.maxTokens()) {
      return new Answer(text, false);
    }
    return new Answer(text.substring(0, 4 * request.maxTokens()), true);
  }

  public int tokens() {
    return ChatRequest.tokens(text);
  }

  private static String fields(ChatRequest request, DspyPrompt prompt) {
    FieldValues values = new FieldValues(request.key(), prompt.question());
    return request.jsonAnswer() ? asJson(prompt, values) : asSections(prompt, values);
  }

  private static String asJson(DspyPrompt prompt, FieldValues values) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    prompt.fields().forEach(field -> object.set(field.name(), values.value(field)));
    return object.toString();
  }

  private static String asSections(DspyPrompt prompt, FieldValues values) {
    StringBuilder sections = new StringBuilder();
    for (DspyPrompt.OutputField field : prompt.fields()) {
      sections.append("[[ ## ").append(field.name()).append(" ## ]]\n");
      sections.append(plain(values.value(field))).append("\n\n");
    }
    return sections.append("[[ ## completed ## ]]").toString();
  }

  private static String plain(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    String json = value.toString();
    return value.isBoolean()
        ? json.substring(0, 1).toUpperCase(Locale.ROOT) + json.substring(1)
        : json;
  }
}
