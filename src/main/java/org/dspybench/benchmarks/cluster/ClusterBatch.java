package org.dspybench.benchmarks.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.lm.Endpoint;

/**
 * A batch predicted by a job on Spark: a process that starts a cluster on this machine, asks,
 * writes the outcomes and ends. Makes a folder for what it writes, and deletes it when it is
 * closed.
 */
public final class ClusterBatch implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final JsonMapper JSON = new JsonMapper();

  private final SparkInstallation spark;
  private final Path jar;
  private final Endpoint endpoint;
  private final int executors;
  private final int workers;
  private final Path folder;

  /**
   * A batch to be predicted.
   *
   * @param jar with the job
   * @param executors executors with a core each
   * @param workers predictions that run at once in each
   */
  public ClusterBatch(
      SparkInstallation spark, Path jar, Endpoint endpoint, int executors, int workers) {
    this.spark = spark;
    this.jar = jar;
    this.endpoint = endpoint;
    this.executors = executors;
    this.workers = workers;
    try {
      this.folder = Files.createTempDirectory("dspybench-spark-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar that this class is in. */
  public static Path ownJar() {
    return Path.of(
        URI.create(
            ClusterBatch.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /**
   * Submits the job and waits for its end.
   *
   * @param questions each with values of text
   * @return the outcomes, in the order of the questions
   * @throws IllegalStateException if it failed; the message has the end of what it printed
   */
  public List<Outcome> predict(List<Question> questions) {
    try {
      Path input = folder.resolve("questions.jsonl");
      Path output = folder.resolve("outcomes.jsonl");
      delete(output);
      Files.write(input, questions.stream().map(ClusterBatch::line).toList());
      submit(input, output);
      return outcomes(output, questions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Question question) {
    return JSON.valueToTree(question.inputs()).toString();
  }

  private void submit(Path input, Path output) throws IOException {
    Path log = folder.resolve("log.txt");
    List<String> arguments =
        List.of(
            "--input", input.toString(),
            "--output", output.toString(),
            "--endpoint", endpoint.baseUrl().toString(),
            "--model", endpoint.model(),
            "--api-key-variable", endpoint.apiKeyVariable(),
            "--retries", "0",
            "--max-concurrent", String.valueOf(workers));
    Process job =
        spark
            .submit(folder, jar, executors, Map.of(), arguments)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!ends(job) || job.exitValue() != 0) {
      job.descendants().forEach(ProcessHandle::destroyForcibly);
      job.destroyForcibly();
      List<String> lines = Files.readAllLines(log);
      throw new IllegalStateException(
          "the job on Spark failed; it printed last:\n"
              + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
    }
  }

  private static boolean ends(Process job) {
    try {
      return job.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<Outcome> outcomes(Path output, List<Question> questions) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    try (Stream<Path> parts = Files.list(output)) {
      for (Path part : parts.filter(file -> file.toString().endsWith(".txt")).toList()) {
        for (String line : Files.readAllLines(part)) {
          outcomes.add(outcome(JSON.readTree(line), questions));
        }
      }
    }
    outcomes.sort(Comparator.comparingLong(Outcome::index));
    return outcomes;
  }

  private static Outcome outcome(JsonNode line, List<Question> questions) {
    int index = line.path("index").asInt();
    if (!line.path("status").asText().equals("answered")) {
      throw new IllegalStateException("a question got no answer: " + line);
    }
    Map<String, Object> fields =
        line.path("answer").properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
    Duration latency = Duration.ofNanos((long) (line.path("latencyMs").asDouble() * 1e6));
    return new Outcome.Answered(
        index, questions.get(index), fields, Outcome.Source.PREDICTED, latency, Duration.ZERO);
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
