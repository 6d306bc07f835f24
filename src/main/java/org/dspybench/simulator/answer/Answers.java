package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A user's own answers to questions, looked up before an answer is made up. Immutable and
 * thread-safe.
 */
public final class Answers {

  /** No answers: each is made up. */
  public static final Answers NONE = new Answers(List.of());

  /**
   * An answer to a question.
   *
   * @param question a text; not empty
   * @param answer an object with a value for each of some output fields, or a value for the last
   */
  public record Entry(String question, JsonNode answer) {}

  private final List<Entry> entries;
  private final Map<String, JsonNode> byQuestion;

  /** Answers of which, among several that fit one question, the first counts. */
  public Answers(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    byQuestion =
        entries.stream()
            .collect(Collectors.toUnmodifiableMap(Entry::question, Entry::answer, (a, b) -> a));
  }

  /** How many there are. */
  public int size() {
    return entries.size();
  }

  /**
   * The answer whose question is {@code question}, or else the first whose question occurs in
   * {@code message}.
   *
   * @param question the first input field, or the whole message
   * @param message the last user message
   */
  Optional<JsonNode> to(String question, String message) {
    JsonNode exact = byQuestion.get(question);
    if (exact != null) {
      return Optional.of(exact);
    }
    return entries.stream()
        .filter(entry -> message.contains(entry.question()))
        .map(Entry::answer)
        .findFirst();
  }
}
