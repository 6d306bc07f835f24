package org.dspybench.simulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.latency.Uniform;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;

/**
 * Load on a simulator through its own port until its rate stops rising, so that what is measured
 * afterwards is not its just-in-time compiler. A cold one serves a quarter of what a warm one does.
 */
public final class WarmUp {

  /**
   * System property: the most seconds that anything is warmed up for. None in a run whose figures
   * nobody goes by, such as a test; few where the JVM has no second compiler to wait for.
   */
  public static final String PROPERTY = "dspybench.warmUpSeconds";

  private static final int CALLERS = 16;
  private static final Duration ROUND = Duration.ofMillis(500);
  private static final int LEAST_ROUNDS = 4;
  private static final int MOST_ROUNDS = 20;

  /** Rounds without a new best rate after which it is taken to be warm. */
  private static final int PATIENCE = 3;

  private static final double RISE = 1.05;

  /** Most callers want the answer in one piece. */
  private static final int STREAMED_EVERY = 4;

  /** Short delays, so that both ways to deliver are taken: at once, and by the scheduler. */
  private static final SimulatorProfile PROFILE =
      new SimulatorProfile(
          "warm-up",
          "Load before the first call that counts.",
          "None needed: nothing of it is reported.",
          LatencyModel.of(new Uniform(0, 0.002)),
          RateLimits.NONE);

  private static final String BODY =
      """
      {"model": "warm-up", "temperature": 0.7, "stream": %b, "messages": [{"role": "system", "content": \
      "Your input fields are:\\n1. `question` (str):\\nYour output fields are:\\n1. `answer` (str):\\n\
      All interactions will be structured in the following way, with the appropriate values filled \
      in.\\n\\n[[ ## question ## ]]\\n{question}\\n\\n[[ ## answer ## ]]\\n{answer}\\n\\n\
      [[ ## completed ## ]]"}, {"role": "user", "content": "[[ ## question ## ]]\\n%d\\n\\n\
      Respond with the corresponding output fields."}]}""";

  private final HttpClient http;
  private final URI uri;
  private final AtomicLong asked = new AtomicLong();

  private WarmUp(HttpClient http, URI uri) {
    this.http = http;
    this.uri = uri;
  }

  /** How long to warm up in this JVM what needs so long to be warm. */
  public static Duration atMost(Duration needed) {
    Integer seconds = Integer.getInteger(PROPERTY);
    return seconds == null || needed.toSeconds() < seconds ? needed : Duration.ofSeconds(seconds);
  }

  static boolean isWanted() {
    return !atMost(ROUND).isZero();
  }

  /** Warms {@code lm} for at most some ten seconds; afterwards it has {@code settings}, reset. */
  static void run(SimulatedLm lm, SimulatorSettings settings) {
    lm.rehearse(new SimulatorSettings(PROFILE, 0, 1));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      HttpClient http =
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
      new WarmUp(http, URI.create(lm.baseUrl() + "/chat/completions")).untilTheRateIsFlat();
    } finally {
      threads.shutdownNow();
      lm.configure(settings);
    }
  }

  private void untilTheRateIsFlat() {
    long best = 0;
    int sinceBest = 0;
    for (int round = 0; round < MOST_ROUNDS && sinceBest < PATIENCE; round++) {
      long answers = round();
      sinceBest = round >= LEAST_ROUNDS && answers < best * RISE ? sinceBest + 1 : 0;
      best = Math.max(best, answers);
    }
  }

  /** Answers to all callers together in one round. */
  private long round() {
    long before = asked.get();
    long endNanos = System.nanoTime() + ROUND.toNanos();
    CompletableFuture<?>[] callers = new CompletableFuture<?>[CALLERS];
    for (int i = 0; i < CALLERS; i++) {
      callers[i] = callUntil(endNanos);
    }
    CompletableFuture.allOf(callers).orTimeout(10 * ROUND.toMillis(), TimeUnit.MILLISECONDS).join();
    return asked.get() - before;
  }

  private CompletableFuture<Void> callUntil(long endNanos) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .POST(BodyPublishers.ofString(body(asked.incrementAndGet())))
            .build();
    return http.sendAsync(request, BodyHandlers.discarding())
        .thenCompose(
            response ->
                System.nanoTime() < endNanos
                    ? callUntil(endNanos)
                    : CompletableFuture.completedFuture(null));
  }

  private static String body(long question) {
    return BODY.formatted(question % STREAMED_EVERY == 0, question);
  }
}
