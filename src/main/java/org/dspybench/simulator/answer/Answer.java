package org.dspybench.simulator.answer;

import java.util.ArrayList;
import java.util.List;
import org.dspybench.simulator.answer.text.DraftText;
import org.dspybench.simulator.answer.text.Tokens;

/**
 * An answer as it is sent: a text, or calls of tools.
 *
 * @param text empty where tools are called
 * @param isCut whether the request's token limit cut it short
 */
record Answer(String text, List<ToolCall> toolCalls, boolean isCut) {

  /**
   * A text of {@code outputTokens}, or of as many as it has where that is 0 or fewer than it has.
   *
   * @param mostTokens where it is cut
   */
  static Answer text(DraftText draft, int outputTokens, int mostTokens) {
    String text = draft.withTokens(Math.min(outputTokens, mostTokens));
    String kept = Tokens.first(mostTokens, text);
    return new Answer(kept, List.of(), kept.length() < text.length());
  }

  /** Calls whose arguments are cut at {@code mostTokens}. */
  static Answer calls(List<ToolCall> calls, int mostTokens) {
    List<ToolCall> kept = new ArrayList<>();
    int left = mostTokens;
    for (ToolCall call : calls) {
      String arguments = Tokens.first(left, call.arguments());
      kept.add(new ToolCall(call.name(), arguments));
      left -= Tokens.in(arguments);
      if (arguments.length() < call.arguments().length()) {
        return new Answer("", List.copyOf(kept), true);
      }
    }
    return new Answer("", List.copyOf(kept), false);
  }

  /** Of the text, or of the arguments of all calls. */
  int tokens() {
    return Tokens.in(text) + toolCalls.stream().mapToInt(call -> Tokens.in(call.arguments())).sum();
  }
}
