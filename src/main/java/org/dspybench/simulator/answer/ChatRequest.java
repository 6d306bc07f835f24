package org.dspybench.simulator.answer;

import java.util.List;
import org.dspybench.simulator.limit.Charge;

/** A request to {@code POST /v1/chat/completions}. Immutable. */
public final class ChatRequest implements Conversation {

  /** The limit of a request that names none. */
  public static final int NO_TOKEN_LIMIT = RequestBody.NO_TOKEN_LIMIT;

  private static final int MOST_CHOICES = 128;

  private final Prompt prompt;
  private final Draft draft;
  private final ChatOptions options;

  private ChatRequest(Prompt prompt, Draft draft, ChatOptions options) {
    this.prompt = prompt;
    this.draft = draft;
    this.options = options;
  }

  /**
   * Reads a body, or says as OpenAI would what is wrong with it.
   *
   * @param answers a user's own answers, which go before those made up
   */
  public static ChatRequest parse(byte[] body, Answers answers) throws InvalidRequestException {
    RequestBody request = RequestBody.parse(body);
    String model = request.model();
    Messages messages = ChatMessages.read(request.field("messages"));
    Prompt prompt =
        new Prompt(
            request.key(),
            model,
            messages,
            Formats.read(request.field("response_format"), "response_format"),
            Tools.read(request, messages.toolsCalled()));
    return new ChatRequest(prompt, Draft.of(prompt, answers), options(request));
  }

  private static ChatOptions options(RequestBody request) throws InvalidRequestException {
    String limit = request.has("max_tokens") ? "max_tokens" : "max_completion_tokens";
    return new ChatOptions(
        request.integer(limit, 1, NO_TOKEN_LIMIT, NO_TOKEN_LIMIT),
        request.integer("n", 1, MOST_CHOICES, 1),
        request.flag("stream"),
        request.field("stream_options").path("include_usage").booleanValue(),
        request.flag("logprobs"));
  }

  @Override
  public String key() {
    return prompt.key();
  }

  @Override
  public String model() {
    return prompt.model();
  }

  @Override
  public Charge charge() {
    return prompt.charge(options.choices(), draft, mostTokens());
  }

  @Override
  public int mostTokens() {
    return options.mostTokens();
  }

  @Override
  public boolean isStreamed() {
    return options.isStreamed();
  }

  @Override
  public byte[] body(int attempt, int outputTokens) {
    return completion(attempt, outputTokens).body();
  }

  @Override
  public List<StreamEvent> events(int attempt, int outputTokens) {
    return new ChatChunks(completion(attempt, outputTokens)).events();
  }

  private ChatCompletion completion(int attempt, int outputTokens) {
    return new ChatCompletion(prompt, options, draft.sized(outputTokens, mostTokens()), attempt);
  }
}
