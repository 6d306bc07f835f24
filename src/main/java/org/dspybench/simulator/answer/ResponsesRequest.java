package org.dspybench.simulator.answer;

import java.util.List;
import org.dspybench.simulator.limit.Charge;

/** A request to {@code POST /v1/responses}. */
public final class ResponsesRequest implements Conversation {

  private final ChatRequest asChat;

  private ResponsesRequest(ChatRequest asChat) {
    this.asChat = asChat;
  }

  /** Reads a body, or says as OpenAI would what is wrong with it. */
  public static ResponsesRequest parse(byte[] body, Answers answers)
      throws InvalidRequestException {
    return new ResponsesRequest(ChatRequest.parse(body, answers));
  }

  @Override
  public String key() {
    return asChat.key();
  }

  @Override
  public String model() {
    return asChat.model();
  }

  @Override
  public Charge charge() {
    return asChat.charge();
  }

  @Override
  public int mostTokens() {
    return asChat.mostTokens();
  }

  @Override
  public boolean isStreamed() {
    return asChat.isStreamed();
  }

  @Override
  public byte[] body(int attempt, int outputTokens) {
    return asChat.body(attempt, outputTokens);
  }

  @Override
  public List<StreamEvent> events(int attempt, int outputTokens) {
    return asChat.events(attempt, outputTokens);
  }
}
