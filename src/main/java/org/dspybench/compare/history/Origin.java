package org.dspybench.compare.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;

/**
 * A run that was kept.
 *
 * @param file its name, without the directory
 * @param startedAt when it began
 * @param environment where and on what
 */
public record Origin(String file, Instant startedAt, Environment environment) {

  /** The day on which it began, in UTC, as ISO 8601. */
  public String day() {
    return startedAt.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  /** The commit in words, and whether there were changes beside it; absent where it is unknown. */
  public Optional<String> commit() {
    boolean dirty = environment.fact(Fact.DIRTY).filter("true"::equals).isPresent();
    return environment.fact(Fact.COMMIT).map(id -> dirty ? id + " with changes" : id);
  }

  /** The day, the commit where it is known, and the file. */
  public String describe() {
    return day() + commit().map(id -> ", commit " + id).orElse("") + ", " + file;
  }
}
