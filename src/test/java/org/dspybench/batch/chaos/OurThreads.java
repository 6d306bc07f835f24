package org.dspybench.batch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.Question;
import org.dspybench.lm.Endpoint;

/** The threads of the library under test that there are at some moment. */
record OurThreads(Set<Thread> threads) {

  private static final String OURS =
      "python-(asyncio|greenlets|dspy-parallel)|(python-worker|batch|lm|HttpClient)-.*";

  /** Of the JDK's HTTP client: they end some seconds after it was used, or collected. */
  private static final String LINGERING = "(lm-http|HttpClient)-.*";

  static OurThreads now() {
    return new OurThreads(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().matches(OURS))
            .collect(Collectors.toSet()));
  }

  /** How many threads Python knows of, litellm's own aside. */
  static int inPython() {
    BatchOptions options =
        BatchOptions.to(new Endpoint(URI.create("http://127.0.0.1:9/v1"), "none", "NO_KEY"))
            .path(Path.of("src/test/resources/programs"))
            .program("census:Threads")
            .workers(1)
            .build();
    try (BatchPredictor predictor = BatchPredictor.open(options)) {
      return ((Number)
              predictor
                  .predictBatch(List.of(Question.of("question", "How many?")))
                  .answered()
                  .get(0)
                  .fields()
                  .getOrDefault("threads", 0))
          .intValue();
    }
  }

  /** Waits until no other threads are left but those that linger. */
  void assertNoOthersButLingering() {
    Eventually.holds(
        () -> assertThat(others()).allMatch(thread -> thread.getName().matches(LINGERING)));
  }

  /** Waits until no other threads are left. */
  void assertNoOthers() {
    Eventually.holds(
        () -> {
          System.gc();
          assertThat(others()).isEmpty();
        });
  }

  private Set<Thread> others() {
    Set<Thread> others = now().threads;
    others.removeAll(threads);
    return others;
  }
}
