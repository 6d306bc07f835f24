package org.dspybench.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@DisplayName("The common pool")
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class CommonPoolTest {

  private final Optional<String> before =
      Optional.ofNullable(System.getProperty(CommonPool.PROPERTY));

  @BeforeEach
  void forget() {
    System.clearProperty(CommonPool.PROPERTY);
  }

  @AfterEach
  void restore() {
    System.clearProperty(CommonPool.PROPERTY);
    before.ifPresent(threads -> System.setProperty(CommonPool.PROPERTY, threads));
  }

  @Test
  @DisplayName(
      "gets two threads, here and in JVMs that are started, where one or two cores are all there are")
  void enlarge_givesTwoThreads_onTwoCores() {
    CommonPool.enlarge();

    boolean isSmall = Runtime.getRuntime().availableProcessors() <= 2;
    assertThat(CommonPool.jvmArgument())
        .isEqualTo(
            isSmall
                ? Optional.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2")
                : Optional.empty());
  }

  @Test
  @DisplayName("keeps the number of threads that the user gave it, and hands it on")
  void enlarge_changesNothing_whenTheUserChose() {
    System.setProperty(CommonPool.PROPERTY, "7");

    CommonPool.enlarge();

    assertThat(CommonPool.jvmArgument())
        .contains("-Djava.util.concurrent.ForkJoinPool.common.parallelism=7");
  }

  @Test
  @DisplayName("is left as it is where nobody enlarged it")
  void jvmArgument_isNone_whenNobodyEnlargedIt() {
    assertThat(CommonPool.jvmArgument()).isEmpty();
  }
}
