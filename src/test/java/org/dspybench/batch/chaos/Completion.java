package org.dspybench.batch.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The right answer to what DSPy's chat adapter writes for {@code question -> answer}. */
final class Completion {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern QUESTION =
      Pattern.compile("(?s)\\[\\[ ## question ## ]]\n(.*?)\n\nRespond with ");

  private Completion() {}

  /** The body of the answer to a question. */
  static String to(String question) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", "chatcmpl-1").put("object", "chat.completion").put("created", 1);
    json.put("model", "chaotic");
    ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", "stop");
    choice
        .putObject("message")
        .put("role", "assistant")
        .put("content", "[[ ## answer ## ]]\n" + answer(question) + "\n\n[[ ## completed ## ]]");
    ObjectNode usage = json.putObject("usage");
    usage.put("prompt_tokens", 11).put("completion_tokens", 7).put("total_tokens", 18);
    return json.toString();
  }

  /** The only right answer to a question. */
  static String answer(String question) {
    return "answer: " + question;
  }

  /** What a request's body asks. */
  static String question(String request) {
    try {
      JsonNode messages = JSON.readTree(request).path("messages");
      JsonNode content = messages.path(messages.size() - 1).path("content");
      String text =
          content.isTextual() ? content.textValue() : content.path(0).path("text").asText();
      Matcher question = QUESTION.matcher(text);
      if (question.find()) {
        return question.group(1);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + request, e);
    }
    throw new IllegalArgumentException("not of DSPy's chat adapter: " + request);
  }
}
