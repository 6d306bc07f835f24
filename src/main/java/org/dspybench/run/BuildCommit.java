package org.dspybench.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;

/**
 * The commit that this jar was built from.
 *
 * @param id abbreviated hash
 * @param dirty whether the work tree had other changes
 */
public record BuildCommit(String id, boolean dirty) {

  /** Read from the jar; empty when it was built outside a checkout. */
  public static Optional<BuildCommit> ofThisBuild() {
    Properties properties = new Properties();
    try (InputStream in = BuildCommit.class.getResourceAsStream("/git.properties")) {
      if (in == null) {
        return Optional.empty();
      }
      properties.load(in);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(properties.getProperty("git.commit.id.abbrev"))
        .filter(id -> !id.isBlank())
        .map(id -> new BuildCommit(id, Boolean.parseBoolean(properties.getProperty("git.dirty"))));
  }

  /** The hash, and whether there was more than it. */
  public String describe() {
    return id + (dirty ? " with changes" : "");
  }
}
