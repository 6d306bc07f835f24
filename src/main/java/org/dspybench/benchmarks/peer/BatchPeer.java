package org.dspybench.benchmarks.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;

/**
 * A peer that is asked whole batches: a line of JSON for the questions, a line for the answers.
 * {@code peers/protocol.py} is the other side.
 */
final class BatchPeer implements Peer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PeerProcess process;

  BatchPeer(PeerProcess process) {
    this.process = process;
  }

  private record Batch(List<String> questions, int workers) {}

  private record Reply(List<PeerAnswer> answers) {}

  @Override
  public List<Outcome> predict(List<Question> questions, int workers) {
    List<String> texts =
        questions.stream().map(question -> (String) question.inputs().get("question")).toList();
    List<PeerAnswer> answers = exchange(new Batch(texts, workers)).answers();
    if (answers.size() != questions.size()) {
      throw new PeerException(
          answers.size() + " answers came to a batch of " + questions.size() + " questions");
    }
    return IntStream.range(0, answers.size())
        .mapToObj(i -> answers.get(i).outcome(i, questions.get(i)))
        .toList();
  }

  private Reply exchange(Batch batch) {
    try {
      return JSON.readValue(process.exchange(JSON.writeValueAsString(batch)), Reply.class);
    } catch (JsonProcessingException e) {
      throw new PeerException("a peer's answer cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public ProcessUse use() {
    return process.use();
  }

  @Override
  public void close() {
    process.close();
  }
}
