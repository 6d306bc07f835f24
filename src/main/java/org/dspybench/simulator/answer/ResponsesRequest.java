package org.dspybench.simulator.answer;

import java.util.List;
import org.dspybench.simulator.limit.Charge;

/** A request to {@code POST /v1/responses}. Immutable. */
public final class ResponsesRequest implements Conversation {

  /** OpenAI refuses less. */
  private static final int LOWEST_LIMIT = 16;

  private final Prompt prompt;
  private final Draft draft;
  private final int mostTokens;
  private final boolean isStreamed;

  private ResponsesRequest(Prompt prompt, Draft draft, int mostTokens, boolean isStreamed) {
    this.prompt = prompt;
    this.draft = draft;
    this.mostTokens = mostTokens;
    this.isStreamed = isStreamed;
  }

  /**
   * Reads a body, or says as OpenAI would what is wrong with it.
   *
   * @param answers a user's own answers, which go before those made up
   */
  public static ResponsesRequest parse(byte[] body, Answers answers)
      throws InvalidRequestException {
    RequestBody request = RequestBody.parse(body);
    String model = request.model();
    Messages messages = ResponsesInput.read(request);
    Prompt prompt =
        new Prompt(
            request.key(),
            model,
            messages,
            Formats.read(request.field("text").path("format"), "text.format"),
            Tools.read(request, messages.toolsCalled()));
    int noLimit = ChatRequest.NO_TOKEN_LIMIT;
    return new ResponsesRequest(
        prompt,
        Draft.of(prompt, answers),
        request.integer("max_output_tokens", LOWEST_LIMIT, noLimit, noLimit),
        request.flag("stream"));
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
    return prompt.charge(1, draft, mostTokens);
  }

  @Override
  public int mostTokens() {
    return mostTokens;
  }

  @Override
  public boolean isStreamed() {
    return isStreamed;
  }

  @Override
  public byte[] body(int attempt, int outputTokens) {
    return OpenAiJson.bytes(response(attempt, outputTokens).completed());
  }

  @Override
  public List<StreamEvent> events(int attempt, int outputTokens) {
    return new ResponseEvents(response(attempt, outputTokens)).all();
  }

  private ResponseObject response(int attempt, int outputTokens) {
    return new ResponseObject(prompt, mostTokens, draft.sized(outputTokens, mostTokens), attempt);
  }
}
