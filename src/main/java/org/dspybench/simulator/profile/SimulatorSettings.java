package org.dspybench.simulator.profile;

/**
 * What a simulator runs with. Immutable.
 *
 * @param profile the provider to simulate
 * @param seed decides, with a request's content, every latency and every seeded 429
 * @param timeScale multiplies every latency: 1 is the provider's own pace, 1/30 makes 1.5 s into 50
 *     ms. It scales neither a quota's clock nor a Retry-After, which stay in real time.
 */
public record SimulatorSettings(SimulatorProfile profile, long seed, double timeScale) {

  /** Refuses a time scale that is no factor. */
  public SimulatorSettings {
    if (!(timeScale >= 0 && timeScale <= 1000)) {
      throw new IllegalArgumentException("a time scale is from 0 to 1000, not " + timeScale);
    }
  }

  /** Answers at once. */
  public static SimulatorSettings instant() {
    return new SimulatorSettings(SimulatorProfile.named("instant"), 0, 1);
  }

  /** These settings as one JSON object, which {@link #fromJson} reads back. */
  public String toJson() {
    return ProfileJson.write(
        new Form(profile.name(), ProfileDocument.of(profile), seed, timeScale));
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if it is something else; the message is one line with the
   *     place
   */
  public static SimulatorSettings fromJson(String json) {
    return new Document("settings", json, ProfileJson.JSON)
        .read(
            Form.class,
            form ->
                new SimulatorSettings(
                    form.profile().profile(form.name()), form.seed(), form.timeScale()));
  }

  private record Form(String name, ProfileDocument profile, long seed, double timeScale) {}
}
