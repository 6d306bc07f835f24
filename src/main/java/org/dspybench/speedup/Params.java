package org.dspybench.speedup;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dspybench.results.ResultRow;

/** The parameters whose meaning the analysis knows, and how rows are ordered by them. */
public final class Params {

  /** How many questions a batch has. */
  public static final String BATCH_SIZE = "batchSize";

  /** How many questions may be under way at once. */
  public static final String WORKERS = "workers";

  /** How many questions a batch has for each worker, where it grows with them. */
  public static final String QUESTIONS_PER_WORKER = "questionsPerWorker";

  /** What makes the calls. */
  public static final String TRANSPORT = "transport";

  /** How predictions come to be made at the same time. */
  public static final String STRATEGY = "strategy";

  /** What was saved of DSPy's CPU time. */
  public static final String TRIMS = "trims";

  /** Whose thread computed beside the workers. */
  public static final String BUSY_THREAD = "busyThread";

  /** What answers a batch in the place of ours. */
  public static final String PEER = "peer";

  /** What makes a peer's calls. */
  public static final String ENGINE = "engine";

  /** Processes of a cluster, each with an interpreter and workers of its own. */
  public static final String EXECUTORS = "executors";

  /** What the calls are limited to. */
  public static final String LIMIT = "limit";

  /** Requests that a quota lets in each second. */
  public static final String QUOTA = "quotaPerSecond";

  /** Name of the simulator's profile. */
  public static final String PROFILE = "profile";

  /** Share of the questions that stand in the batch before, in percent. */
  public static final String REPEATED = "repeatedPercent";

  /** Whether a repeated question is predicted once. */
  public static final String DEDUPLICATE = "deduplicate";

  private Params() {}

  /** A parameter that is a whole number above zero, absent where it is none. */
  public static OptionalInt number(ResultRow row, String name) {
    return row.param(name)
        .filter(value -> value.matches("[1-9]\\d{0,8}"))
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElse(OptionalInt.empty());
  }

  /** A parameter that is a number from zero, absent where it is none. */
  public static OptionalDouble decimal(ResultRow row, String name) {
    return row.param(name)
        .filter(value -> value.matches("\\d{1,9}(\\.\\d{1,9})?"))
        .map(value -> OptionalDouble.of(Double.parseDouble(value)))
        .orElse(OptionalDouble.empty());
  }

  /** How many questions one operation of a row answers; absent where its parameters do not tell. */
  public static OptionalInt questions(ResultRow row) {
    OptionalInt perWorker = number(row, QUESTIONS_PER_WORKER);
    OptionalInt workers = number(row, WORKERS);
    return perWorker.isPresent() && workers.isPresent()
        ? OptionalInt.of(perWorker.getAsInt() * workers.getAsInt())
        : number(row, BATCH_SIZE);
  }

  /** The parameters of a row but the named ones. */
  public static SortedMap<String, String> without(ResultRow row, String... names) {
    SortedMap<String, String> rest = new TreeMap<>(row.params());
    for (String name : names) {
      rest.remove(name);
    }
    return rest;
  }

  /** Batch size, then workers, each by number, then everything else that tells rows apart. */
  static Comparator<ResultRow> order() {
    return Comparator.<ResultRow>comparingInt(row -> number(row, BATCH_SIZE).orElse(0))
        .thenComparingInt(row -> number(row, WORKERS).orElse(0))
        .thenComparing(row -> row.params().toString())
        .thenComparing(ResultRow::benchmark)
        .thenComparing(ResultRow::mode)
        .thenComparingInt(ResultRow::threads);
  }
}
