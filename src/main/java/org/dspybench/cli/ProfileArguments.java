package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.dspybench.simulator.profile.ProfileText;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.trace.Replay;
import org.dspybench.simulator.trace.Trace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which provider to simulate. */
final class ProfileArguments {

  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE",
      description = "One of ${COMPLETION-CANDIDATES}, or a file in YAML or JSON. Default: typical.",
      completionCandidates = ProfileNames.class)
  private @Nullable String profile;

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description =
          "Another value for a field of the profile, as in limits.requestsPerMinute=600. May be"
              + " repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--replay",
      paramLabel = "TRACE",
      description =
          "Take latencies and errors from a trace that --record wrote, in place of a profile.")
  private @Nullable Path replay;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Another seed gives other latencies and faults. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--time-scale",
      paramLabel = "X",
      defaultValue = "1",
      converter = TimeScale.class,
      description = {
        "Multiplies every latency: a number, or a fraction such as 1/30. Limits keep real time.",
        "Default: ${DEFAULT-VALUE}."
      })
  private double timeScale;

  /**
   * What was asked for.
   *
   * @param notes gets what there is to say of a trace
   * @throws IllegalArgumentException if a profile, a field or a trace is wrong; one line says how
   * @throws IOException if a file cannot be read; one line says which
   */
  SimulatorSettings settings(PrintWriter notes) throws IOException {
    return new SimulatorSettings(text(notes).profileWith(assignments), seed, timeScale);
  }

  private ProfileText text(PrintWriter notes) throws IOException {
    if (replay != null && profile != null) {
      throw new IllegalArgumentException("--replay takes the place of --profile; give one of them");
    }
    if (replay != null) {
      Replay trace = read(replay, Trace::read);
      trace.notes().forEach(notes::println);
      return ProfileText.of(trace.profile());
    }
    String chosen = profile == null ? "typical" : profile;
    return isFile(chosen) ? read(Path.of(chosen), ProfileText::read) : ProfileText.named(chosen);
  }

  /** A name that is none of a profile's is a file's if there is one, or if it looks like one. */
  private static boolean isFile(String name) {
    return !SimulatorProfile.names().contains(name)
        && (name.matches(".*/.*|.*\\.(yaml|yml|json)") || Files.exists(Path.of(name)));
  }

  private interface Reader<T> {
    T read(Path file) throws IOException;
  }

  private static <T> T read(Path file, Reader<T> reader) throws IOException {
    try {
      return reader.read(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read (" + e + ")", e);
    }
  }

  /** The profiles' names, for the help. */
  static final class ProfileNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return SimulatorProfile.names().iterator();
    }
  }
}
