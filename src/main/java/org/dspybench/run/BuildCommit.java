package org.dspybench.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The commit that this jar was built from.
 *
 * @param id abbreviated hash
 * @param dirty whether the work tree had other changes
 */
public record BuildCommit(String id, boolean dirty) {

  private static final String PROPERTIES = "git.properties";

  /** Read from the jar that runs; empty when it was built outside a checkout. */
  public static Optional<BuildCommit> ofThisBuild() {
    try (InputStream in = BuildCommit.class.getResourceAsStream("/" + PROPERTIES)) {
      return in == null ? Optional.empty() : read(in);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Read from another jar; empty when it was built outside a checkout. */
  static Optional<BuildCommit> of(JarFile jar) throws IOException {
    ZipEntry entry = jar.getEntry(PROPERTIES);
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return read(in);
    }
  }

  private static Optional<BuildCommit> read(InputStream in) throws IOException {
    Properties properties = new Properties();
    properties.load(in);
    return Optional.ofNullable(properties.getProperty("git.commit.id.abbrev"))
        .filter(id -> !id.isBlank())
        .map(id -> new BuildCommit(id, Boolean.parseBoolean(properties.getProperty("git.dirty"))));
  }

  /** The hash, and whether there was more than it. */
  public String describe() {
    return id + (dirty ? " with changes" : "");
  }
}
