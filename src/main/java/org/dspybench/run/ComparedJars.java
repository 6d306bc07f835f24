package org.dspybench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Two builds that are compared.
 *
 * @param base what is compared with
 * @param head what is judged
 */
public record ComparedJars(SideJar base, SideJar head) {

  /**
   * Looks into both jars.
   *
   * @throws IOException when one does not exist, or is no jar of benchmarks
   */
  public static ComparedJars open(Path base, Path head) throws IOException {
    return new ComparedJars(SideJar.open(base), SideJar.open(head));
  }

  /** The jar of a side. */
  public SideJar of(Side side) {
    return side == Side.BASE ? base : head;
  }

  /** The first side that has no such benchmark. */
  public Optional<Side> sideWithout(String benchmark) {
    return Arrays.stream(Side.values())
        .filter(side -> !of(side).benchmarks().contains(benchmark))
        .findFirst();
  }

  /** Which is judged against which. */
  public String describe() {
    return "%s against %s".formatted(head.describe(), base.describe());
  }
}
