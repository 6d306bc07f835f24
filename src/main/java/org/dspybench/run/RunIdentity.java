package org.dspybench.run;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.dspybench.results.Pairing;
import org.dspybench.results.ResultName;

/**
 * Which run it was.
 *
 * @param startedAt when
 * @param preset the preset's name, empty for a run with options of its own
 * @param commit that the measured benchmarks were built from, empty where that is not known
 * @param pairing how it was measured in pairs with another; empty for a run of its own
 */
public record RunIdentity(
    Instant startedAt,
    Optional<String> preset,
    Optional<BuildCommit> commit,
    Optional<Pairing> pairing) {

  /** A run of this build's benchmarks that begins now. */
  public static RunIdentity ofThisBuild(Optional<String> preset) {
    return new RunIdentity(Instant.now(), preset, BuildCommit.ofThisBuild(), Optional.empty());
  }

  /** Where the run is kept in a folder of results: day, commit and preset; not yet taken. */
  public ResultName nameIn(Path folder) {
    String day = startedAt.atZone(ZoneOffset.UTC).toLocalDate().toString();
    String id = commit.map(BuildCommit::id).orElse("unknown");
    return ResultName.free(folder, day + "-" + id + "-" + preset.orElse("custom"));
  }
}
