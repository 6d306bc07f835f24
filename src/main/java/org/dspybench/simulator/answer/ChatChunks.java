package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.dspybench.simulator.answer.text.Pieces;
import org.dspybench.simulator.answer.text.Pieces.Piece;
import org.dspybench.simulator.answer.text.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * A chat answer as a stream: <a
 * href="https://platform.openai.com/docs/api-reference/chat-streaming">chat completion chunks</a>.
 * First the roles, then the text or the tool calls a token a chunk, with several tokens a chunk
 * where there were some hundred chunks otherwise, then the reasons why they end, at last {@code
 * [DONE]}.
 */
final class ChatChunks {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String DONE = "data: [DONE]\n\n";

  private final ChatCompletion completion;
  private final ChatOptions options;
  private final Answer answer;
  private final String head;
  private final int tokens;
  private final List<StreamEvent> events = new ArrayList<>();

  ChatChunks(ChatCompletion completion) {
    this.completion = completion;
    options = completion.options();
    answer = completion.answer();
    String whole = completion.head("chat.completion.chunk").toString();
    head = "data: " + whole.substring(0, whole.length() - 1) + ",\"choices\":[";
    tokens = answer.tokens();
  }

  List<StreamEvent> events() {
    ObjectNode start = NODES.objectNode().put("role", "assistant");
    addToAll(answer.toolCalls().isEmpty() ? start.put("content", "") : start.putNull("content"), 0);
    if (answer.toolCalls().isEmpty()) {
      for (Piece piece : pieces(answer.text())) {
        addToAll(NODES.objectNode().put("content", piece.text()), position(piece.tokens()));
      }
    }
    addToolCalls();
    for (int choice = 0; choice < options.choices(); choice++) {
      add(choice, NODES.objectNode(), completion.finishReason(), 1);
    }
    if (options.isUsageStreamed()) {
      events.add(new StreamEvent(head + "],\"usage\":" + completion.usage() + "}\n\n", 1));
    }
    events.add(new StreamEvent(DONE, 1));
    return List.copyOf(events);
  }

  private void addToolCalls() {
    int sent = 0;
    for (int call = 0; call < answer.toolCalls().size(); call++) {
      for (int choice = 0; choice < options.choices(); choice++) {
        addCallDelta(choice, call, completion.toolCall(choice, call, ""), position(sent + 1));
      }
      String arguments = answer.toolCalls().get(call).arguments();
      for (Piece piece : pieces(arguments)) {
        for (int choice = 0; choice < options.choices(); choice++) {
          ObjectNode delta = NODES.objectNode();
          delta.putObject("function").put("arguments", piece.text());
          addCallDelta(choice, call, delta, position(sent + piece.tokens()));
        }
      }
      sent += Tokens.in(arguments);
    }
  }

  private void addCallDelta(int choice, int call, ObjectNode delta, double position) {
    ObjectNode indexed = NODES.objectNode().put("index", call);
    indexed.setAll(delta);
    ObjectNode calls = NODES.objectNode();
    calls.putArray("tool_calls").add(indexed);
    add(choice, calls, null, position);
  }

  private void addToAll(ObjectNode delta, double position) {
    for (int choice = 0; choice < options.choices(); choice++) {
      add(choice, delta, null, position);
    }
  }

  private void add(int choice, ObjectNode delta, @Nullable String finishReason, double position) {
    ObjectNode json = NODES.objectNode().put("index", choice);
    json.set("delta", delta);
    json.putNull("logprobs").put("finish_reason", finishReason);
    String end = options.isUsageStreamed() ? "],\"usage\":null}\n\n" : "]}\n\n";
    events.add(new StreamEvent(head + json + end, position));
  }

  private List<Piece> pieces(String text) {
    return Pieces.of(text, Math.max(1, StreamEvent.MOST / options.choices()));
  }

  private double position(int tokensSent) {
    return StreamEvent.position(tokensSent, tokens);
  }
}
