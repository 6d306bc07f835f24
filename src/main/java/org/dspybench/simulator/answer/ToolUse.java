package org.dspybench.simulator.answer;

import java.util.List;
import java.util.Set;

/**
 * The tools of a request, and what becomes of them: each is called once in a conversation, in
 * order, one a message, or all in one message where {@code parallel_tool_calls} asks for it. Then
 * the question is answered.
 *
 * @param called the names of tools that the conversation has called
 */
record ToolUse(List<Tool> offered, Choice choice, boolean isParallel, Set<String> called) {

  static final ToolUse NONE = new ToolUse(List.of(), Choice.NONE, false, Set.of());

  /** Who chooses whether a tool is called. */
  enum Choice {
    /** The request: none. */
    NONE,
    /** The model. */
    AUTO,
    /** The request: at least one of those offered. */
    REQUIRED
  }

  /** The tools to call now; none once the question is to be answered. */
  List<Tool> next() {
    if (choice == Choice.NONE) {
      return List.of();
    }
    List<Tool> left = offered.stream().filter(tool -> !called.contains(tool.name())).toList();
    List<Tool> candidates = left.isEmpty() && choice == Choice.REQUIRED ? offered : left;
    return isParallel ? candidates : candidates.stream().limit(1).toList();
  }
}
