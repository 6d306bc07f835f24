package org.dspybench.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/**
 * Pairs that were measured, each in a file of its own, so that a run that was interrupted goes on
 * where it was. The files hold JMH's own objects, as its forks send them.
 */
public final class PairFolder {

  private static final ObjectInputFilter OF_JMH =
      ObjectInputFilter.Config.createFilter("org.openjdk.jmh.**;org.dspybench.run.*;java.**;!*");

  private final Path folder;

  private PairFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * A folder without pairs.
   *
   * @param plan what is to be measured, in words that no other plan has
   * @throws IOException when it holds pairs already, or cannot be made
   */
  public static PairFolder begin(Path folder, String plan) throws IOException {
    if (Files.exists(planFile(folder))) {
      throw new IOException(
          folder + ": holds pairs already; go on with --resume, or name another folder");
    }
    Files.createDirectories(folder);
    Files.writeString(planFile(folder), plan);
    return new PairFolder(folder);
  }

  /**
   * A folder in which an interrupted run left pairs.
   *
   * @param plan what is to be measured, in words that no other plan has
   * @throws IOException when it holds none, or those of another plan
   */
  public static PairFolder resume(Path folder, String plan) throws IOException {
    if (!Files.exists(planFile(folder))) {
      throw new IOException(folder + ": holds no pairs to go on with; leave --resume out");
    }
    if (!Files.readString(planFile(folder)).equals(plan)) {
      throw new IOException(
          folder + ": holds pairs of other builds, parameters or rounds; name another folder");
    }
    return new PairFolder(folder);
  }

  /**
   * A folder with the pairs that an interrupted run left, if there are any.
   *
   * @param plan what is to be measured, in words that no other plan has
   * @throws IOException when it holds those of another plan, or cannot be made
   */
  public static PairFolder resumeOrBegin(Path folder, String plan) throws IOException {
    return Files.exists(planFile(folder)) ? resume(folder, plan) : begin(folder, plan);
  }

  private static Path planFile(Path folder) {
    return folder.resolve("plan.txt");
  }

  Optional<MeasuredPair> find(Pair pair) throws IOException {
    Path file = file(pair);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file);
        ObjectInputStream objects = new ObjectInputStream(in)) {
      objects.setObjectInputFilter(OF_JMH);
      return Optional.of((MeasuredPair) objects.readObject());
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IOException(file + ": holds no pair of this version; remove the folder", e);
    }
  }

  void keep(Pair pair, MeasuredPair measured) throws IOException {
    Path half = folder.resolve("half-written");
    try (OutputStream out = Files.newOutputStream(half);
        ObjectOutputStream objects = new ObjectOutputStream(out)) {
      objects.writeObject(measured);
    }
    Files.move(half, file(pair), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file(Pair pair) {
    return folder.resolve(
        String.format(Locale.ROOT, "round-%03d-cell-%03d.pair", pair.round(), pair.number()));
  }
}
