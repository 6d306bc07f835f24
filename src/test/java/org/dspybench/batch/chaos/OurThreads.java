package org.dspybench.batch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;

/** The threads of the library under test that there were at some moment. */
record OurThreads(Set<Thread> threads) {

  private static final String OURS = "(python-worker|batch|lm)-.*";

  /** Threads of an HTTP client, which end by themselves five seconds after the last request. */
  private static final String LINGERING = "lm-http-.*";

  static OurThreads now() {
    return new OurThreads(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().matches(OURS))
            .collect(Collectors.toSet()));
  }

  /** Waits until no other threads are left but those that linger. */
  void assertNoOthersButLingering() {
    Eventually.holds(
        () -> assertThat(others()).allMatch(thread -> thread.getName().matches(LINGERING)));
  }

  /** Waits until no other threads are left. */
  void assertNoOthers() {
    Eventually.holds(() -> assertThat(others()).isEmpty());
  }

  private Set<Thread> others() {
    Set<Thread> others = now().threads;
    others.removeAll(threads);
    return others;
  }
}
