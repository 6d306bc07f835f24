package org.dspybench.simulator.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A profile as it was written, in YAML or JSON.
 *
 * @param name of the profile
 * @param file what to call the text in errors
 */
public record ProfileText(String name, String file, String text) {

  private static final String FOLDER = "/simulator/";
  private static final String YAML = ".yaml";
  private static final String JSON = ".json";

  /**
   * That of a profile that comes with the project.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static ProfileText named(String name) {
    if (!SimulatorProfile.names().contains(name)) {
      throw new IllegalArgumentException(
          "no profile is named '"
              + name
              + "'; there are: "
              + String.join(", ", SimulatorProfile.names()));
    }
    return new ProfileText(name, name + YAML, resource(FOLDER + name + YAML));
  }

  /**
   * That of a file. The profile's name is the file's, without its ending.
   *
   * @throws IOException if the file cannot be read
   */
  public static ProfileText read(Path file) throws IOException {
    String fileName = String.valueOf(file.getFileName());
    String name = fileName.replaceFirst("\\.(yaml|yml|json)$", "");
    return new ProfileText(name, file.toString(), Files.readString(file));
  }

  /** That of a profile which is there already. */
  public static ProfileText of(SimulatorProfile profile) {
    String json = ProfileJson.write(ProfileDocument.of(profile));
    return new ProfileText(profile.name(), profile.name() + JSON, json);
  }

  /** The published JSON schema of profile files. */
  public static String schema() {
    return resource(FOLDER + "profile.schema.json");
  }

  /**
   * The profile.
   *
   * @throws IllegalArgumentException if the text is none; the message is one line: {@code
   *     FILE:LINE:COLUMN: field: what is wrong}
   */
  public SimulatorProfile profile() {
    return document().read(ProfileDocument.class, this::checked);
  }

  /**
   * The profile, with some fields set to other values.
   *
   * @param assignments such as {@code latency.firstToken.median=0.3}; the value is YAML
   * @throws IllegalArgumentException as {@link #profile}, and if an assignment is none
   */
  public SimulatorProfile profileWith(List<String> assignments) {
    SimulatorProfile unchanged = profile();
    if (assignments.isEmpty() || !(document().tree() instanceof ObjectNode json)) {
      return unchanged;
    }
    assignments.forEach(assignment -> Assignment.parse(assignment).applyTo(json));
    String changed = "with " + String.join(", ", assignments);
    return Document.withoutPlaces(changed, json.toString())
        .read(ProfileDocument.class, this::checked);
  }

  private Document document() {
    return new Document(file, text, file.endsWith(JSON) ? ProfileJson.JSON : ProfileJson.YAML);
  }

  private SimulatorProfile checked(ProfileDocument document) {
    if (document.source().date() == null) {
      throw new IllegalArgumentException("the source needs a date, such as 2026-08-01");
    }
    return document.profile(name);
  }

  private static String resource(String path) {
    try (InputStream in = ProfileText.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
