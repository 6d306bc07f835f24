package org.dspybench.benchmarks.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.jspecify.annotations.Nullable;

/**
 * A peer that is asked one question at a time over HTTP, with as many requests in flight as there
 * are workers. A question's latency is that of its request, as Java sees it.
 */
final class SidecarPeer implements Peer {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final PeerProcess process;
  private final URI predictions;

  SidecarPeer(PeerProcess process) {
    this.process = process;
    this.predictions = URI.create("http://127.0.0.1:" + process.readiness() + "/predict");
  }

  @Override
  public List<Outcome> predict(List<Question> questions, int workers) {
    Semaphore free = new Semaphore(workers);
    AtomicBoolean broken = new AtomicBoolean();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(questions.size());
    for (int i = 0; i < questions.size(); i++) {
      free.acquireUninterruptibly();
      outcomes.add(
          ask(i, questions.get(i), broken).whenComplete((outcome, failure) -> free.release()));
    }
    List<Outcome> all = outcomes.stream().map(CompletableFuture::join).toList();
    process.requireAlive(broken.get());
    return all;
  }

  private CompletableFuture<Outcome> ask(int index, Question question, AtomicBoolean broken) {
    long start = System.nanoTime();
    return http.sendAsync(request(question), BodyHandlers.ofString())
        .whenComplete((response, failure) -> broken.compareAndSet(false, failure != null))
        .handle((response, failure) -> answer(response, failure, System.nanoTime() - start))
        .thenApply(answer -> answer.outcome(index, question));
  }

  private HttpRequest request(Question question) {
    return HttpRequest.newBuilder(predictions)
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(JSON.valueToTree(question.inputs()).toString()))
        .build();
  }

  private static PeerAnswer answer(
      @Nullable HttpResponse<String> response, @Nullable Throwable failure, long nanos) {
    long micros = nanos / 1000;
    if (response == null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      return new PeerAnswer(null, String.valueOf(cause), micros);
    }
    if (response.statusCode() != OK) {
      return new PeerAnswer(
          null, "HTTP %d: %s".formatted(response.statusCode(), response.body()), micros);
    }
    return new PeerAnswer(text(response.body()), "no answer in " + response.body(), micros);
  }

  private static @Nullable String text(String body) {
    try {
      JsonNode answer = JSON.readTree(body).get("answer");
      return answer == null ? null : answer.textValue();
    } catch (JsonProcessingException e) {
      return null;
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
