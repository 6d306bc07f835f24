package org.dspybench.simulator.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dspybench.simulator.draw.CanonicalRequest;
import org.dspybench.simulator.limit.Charge;

/**
 * A chat completion request as far as it decides the answer.
 *
 * @param key the canonical key of its content
 * @param system the text of its first system or developer message, empty without one
 * @param user the text of its last user message, empty without one
 * @param maxTokens the most tokens that an answer may have
 * @param choices how many answers are asked for
 * @param jsonAnswer whether {@code response_format} asks for JSON
 * @param promptTokens estimate over all messages
 * @param isStreamed whether the answer is asked for as events
 */
public record ChatRequest(
    String key,
    String model,
    String system,
    String user,
    int maxTokens,
    int choices,
    boolean jsonAnswer,
    int promptTokens,
    boolean isStreamed)
    implements Conversation {

  public static final int NO_TOKEN_LIMIT = Integer.MAX_VALUE;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_CHOICES = 128;

  /** Reads a body, or says as OpenAI would what is wrong with it. */
  public static ChatRequest parse(byte[] body) throws InvalidRequestException {
    ObjectNode json = object(body);
    JsonNode messages = json.path("messages");
    if (!json.path("model").isTextual()) {
      throw new InvalidRequestException("you must provide a model parameter", "model");
    }
    if (!messages.isArray() || messages.isEmpty()) {
      throw new InvalidRequestException("Missing required parameter: 'messages'.", "messages");
    }
    return new ChatRequest(
        CanonicalRequest.key(json),
        json.path("model").textValue(),
        systemText(messages),
        userText(messages),
        positive(
            json, json.has("max_tokens") ? "max_tokens" : "max_completion_tokens", NO_TOKEN_LIMIT),
        Math.min(positive(json, "n", 1), MOST_CHOICES),
        json.path("response_format").path("type").asText().startsWith("json"),
        promptTokens(messages),
        json.path("stream").asBoolean());
  }

  /** As {@link #parse(byte[])}, with a user's own answers. */
  public static ChatRequest parse(byte[] body, Answers answers) throws InvalidRequestException {
    return parse(body);
  }

  @Override
  public Charge charge() {
    long perChoice = maxTokens == NO_TOKEN_LIMIT ? Answer.to(this).tokens() : maxTokens;
    return new Charge(promptTokens, choices * perChoice);
  }

  @Override
  public int mostTokens() {
    return maxTokens;
  }

  @Override
  public byte[] body(int attempt, int outputTokens) {
    long createdSeconds = System.currentTimeMillis() / 1000;
    return OpenAiJson.completion(this, Answer.to(this), attempt, createdSeconds);
  }

  @Override
  public List<StreamEvent> events(int attempt, int outputTokens) {
    String all = new String(body(attempt, outputTokens), StandardCharsets.UTF_8);
    return List.of(
        new StreamEvent("data: " + all + "\n\n", 0), new StreamEvent("data: [DONE]\n\n", 1));
  }

  /** The rule for counting tokens: one for each four characters begun. */
  public static int tokens(String text) {
    return (text.length() + 3) / 4;
  }

  /**
   * What a quota charges: the prompt and the longest answer allowed, or without one {@code
   * answerTokens}.
   */
  public long chargedTokens(int answerTokens) {
    return promptTokens + (long) (maxTokens == NO_TOKEN_LIMIT ? answerTokens : maxTokens);
  }

  private static ObjectNode object(byte[] body) throws InvalidRequestException {
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(
          "We could not parse the JSON body of your request: "
              + e.getOriginalMessage().replace('\n', ' '),
          null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new InvalidRequestException("The body of your request is not a JSON object.", null);
  }

  private static int positive(ObjectNode json, String name, int byDefault)
      throws InvalidRequestException {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return byDefault;
    }
    if (!value.canConvertToInt() || value.intValue() < 1) {
      throw new InvalidRequestException(
          "Invalid value for '" + name + "': expected a whole number of at least 1.", name);
    }
    return value.intValue();
  }

  private static String systemText(JsonNode messages) {
    for (JsonNode message : messages) {
      String role = message.path("role").asText();
      if (role.equals("system") || role.equals("developer")) {
        return text(message);
      }
    }
    return "";
  }

  private static String userText(JsonNode messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.path(i).path("role").asText().equals("user")) {
        return text(messages.path(i));
      }
    }
    return "";
  }

  private static int promptTokens(JsonNode messages) {
    int sum = 0;
    for (JsonNode message : messages) {
      sum += tokens(text(message));
    }
    return sum;
  }

  private static String text(JsonNode message) {
    JsonNode content = message.path("content");
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }
}
