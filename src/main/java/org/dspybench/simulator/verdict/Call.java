package org.dspybench.simulator.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A call: an attempt and its retries, in order.
 *
 * <p>The wire does not say which attempt repeats which. An attempt is taken for a retry only of an
 * earlier one of the same question that had failed and ended. Where several callers ask the same
 * question there may be a choice; then as few calls as possible are assumed, and of those readings
 * one in the client's favour: an attempt counts as the retry of a failure whose wait is over rather
 * than of one whose wait is not. Two callers who ask the same question one after the other and are
 * both refused cannot be told from one that tries twice.
 */
record Call(List<Attempt> attempts) {

  private static final int NONE = -1;

  /** The calls behind {@code attempts}, whatever their order. */
  static List<Call> of(List<Attempt> attempts) {
    return attempts.stream().collect(Collectors.groupingBy(Attempt::key)).values().stream()
        .flatMap(Call::ofOneQuestion)
        .sorted(Comparator.comparingLong(call -> call.attempts().get(0).arrivedMicros()))
        .toList();
  }

  private static Stream<Call> ofOneQuestion(List<Attempt> unordered) {
    List<Attempt> attempts =
        unordered.stream().sorted(Comparator.comparingLong(Attempt::arrivedMicros)).toList();
    int[] retries = retries(attempts);
    TreeSet<Integer> firsts = indices(attempts);
    Arrays.stream(retries).forEach(firsts::remove);
    return firsts.stream().map(first -> chain(attempts, retries, first));
  }

  private static Call chain(List<Attempt> attempts, int[] retries, int first) {
    List<Attempt> chain = new ArrayList<>();
    for (int next = first; next != NONE; next = retries[next]) {
      chain.add(attempts.get(next));
    }
    return new Call(List.copyOf(chain));
  }

  /**
   * For each attempt the index of its retry. From the last failure back, each takes the first
   * arrival that obeys its wait, or else the first after its end: the later a failure ended the
   * fewer arrivals can be its retry, so none is left without one that it could have had.
   */
  private static int[] retries(List<Attempt> attempts) {
    int[] retries = new int[attempts.size()];
    Arrays.fill(retries, NONE);
    long[] arrivals = attempts.stream().mapToLong(Attempt::arrivedMicros).toArray();
    TreeSet<Integer> free = indices(attempts);
    IntStream.range(0, attempts.size())
        .boxed()
        .filter(index -> !attempts.get(index).succeeded())
        .sorted(
            Comparator.comparingLong((Integer index) -> attempts.get(index).endedMicros())
                .thenComparing(Comparator.naturalOrder())
                .reversed())
        .forEach(
            failed -> {
              Attempt attempt = attempts.get(failed);
              Integer retry = free.ceiling(after(arrivals, failed, attempt.welcomeAgainMicros()));
              if (retry == null) {
                retry = free.ceiling(after(arrivals, failed, attempt.endedMicros()));
              }
              if (retry != null) {
                free.remove(retry);
                retries[failed] = retry;
              }
            });
    return retries;
  }

  /** The first index after {@code failed} that arrived no sooner than {@code micros}. */
  private static int after(long[] arrivals, int failed, long micros) {
    int low = failed + 1;
    int high = arrivals.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (arrivals[middle] < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static TreeSet<Integer> indices(List<Attempt> attempts) {
    return IntStream.range(0, attempts.size())
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Attempt last() {
    return attempts.get(attempts.size() - 1);
  }

  /** Each retry with the failure before it. */
  Stream<Retry> retries() {
    return IntStream.range(1, attempts.size())
        .mapToObj(index -> new Retry(attempts.get(index - 1), attempts.get(index)));
  }

  /** An attempt, and the failed one that it repeats. */
  record Retry(Attempt failure, Attempt attempt) {

    /** How long the client held back. */
    long pauseMicros() {
      return attempt.arrivedMicros() - failure.endedMicros();
    }

    /** How much too soon it came. */
    long tooSoonMicros() {
      return failure.welcomeAgainMicros() - attempt.arrivedMicros();
    }
  }
}
