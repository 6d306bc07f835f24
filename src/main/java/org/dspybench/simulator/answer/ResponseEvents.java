package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.dspybench.simulator.answer.text.Pieces;
import org.dspybench.simulator.answer.text.Pieces.Piece;
import org.dspybench.simulator.answer.text.Tokens;

/**
 * A response as a stream: <a
 * href="https://platform.openai.com/docs/api-reference/responses-streaming">its events</a>, in
 * OpenAI's order and numbered from 0.
 */
final class ResponseEvents {

  private static final String IN_PROGRESS = "in_progress";

  private final ResponseObject response;
  private final Answer answer;
  private final List<StreamEvent> events = new ArrayList<>();

  ResponseEvents(ResponseObject response) {
    this.response = response;
    answer = response.answer();
  }

  List<StreamEvent> all() {
    addWhole("response.created", response.begun(), 0);
    addWhole("response.in_progress", response.begun(), 0);
    if (answer.toolCalls().isEmpty()) {
      addMessage();
    } else {
      addCalls();
    }
    addWhole("response." + response.status(), response.completed(), 1);
    return List.copyOf(events);
  }

  private void addMessage() {
    addItem("response.output_item.added", 0, response.message(IN_PROGRESS, ""), 0);
    addPart("response.content_part.added", "", 0);
    for (Piece piece : Pieces.of(answer.text(), StreamEvent.MOST)) {
      ObjectNode delta = inPart("response.output_text.delta").put("delta", piece.text());
      delta.putArray("logprobs");
      send(delta, position(piece.tokens()));
    }
    ObjectNode done = inPart("response.output_text.done").put("text", answer.text());
    done.putArray("logprobs");
    send(done, 1);
    addPart("response.content_part.done", answer.text(), 1);
    ObjectNode message = response.message(response.status(), answer.text());
    addItem("response.output_item.done", 0, message, 1);
  }

  private void addCalls() {
    int sent = 0;
    for (int call = 0; call < answer.toolCalls().size(); call++) {
      String arguments = answer.toolCalls().get(call).arguments();
      ObjectNode begun = response.functionCall(call, IN_PROGRESS, "");
      addItem("response.output_item.added", call, begun, position(sent + 1));
      for (Piece piece : Pieces.of(arguments, StreamEvent.MOST)) {
        ObjectNode delta = inCall("response.function_call_arguments.delta", call);
        send(delta.put("delta", piece.text()), position(sent + piece.tokens()));
      }
      sent += Tokens.in(arguments);
      ObjectNode done = inCall("response.function_call_arguments.done", call);
      send(done.put("arguments", arguments), position(sent));
      ObjectNode item = response.functionCall(call, response.status(), arguments);
      addItem("response.output_item.done", call, item, position(sent));
    }
  }

  private void addWhole(String type, ObjectNode whole, double position) {
    ObjectNode json = event(type);
    json.set("response", whole);
    send(json, position);
  }

  private void addItem(String type, int index, ObjectNode item, double position) {
    ObjectNode json = event(type).put("output_index", index);
    json.set("item", item);
    send(json, position);
  }

  private void addPart(String type, String text, double position) {
    ObjectNode json = inPart(type);
    json.set("part", response.part(text));
    send(json, position);
  }

  private ObjectNode inPart(String type) {
    ObjectNode json = event(type).put("item_id", response.messageId());
    return json.put("output_index", 0).put("content_index", 0);
  }

  private ObjectNode inCall(String type, int call) {
    return event(type).put("item_id", response.callId(call)).put("output_index", call);
  }

  private ObjectNode event(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private void send(ObjectNode json, double position) {
    json.put("sequence_number", events.size());
    String type = json.path("type").textValue();
    events.add(new StreamEvent("event: " + type + "\ndata: " + json + "\n\n", position));
  }

  private double position(int tokensSent) {
    return StreamEvent.position(tokensSent, answer.tokens());
  }
}
