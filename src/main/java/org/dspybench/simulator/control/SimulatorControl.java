package org.dspybench.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.call.SimulatorStats;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.verdict.Verdict;

/**
 * A client of a running simulator's own paths. Its requests are not among those that the simulator
 * counts. Thread-safe.
 *
 * <p>Every method throws {@link UncheckedIOException} if the simulator cannot be reached or
 * refuses.
 */
public final class SimulatorControl {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI baseUrl;
  private final HttpClient http;

  /**
   * A client.
   *
   * @param baseUrl the simulator's {@code http://127.0.0.1:PORT/v1}
   */
  public SimulatorControl(URI baseUrl) {
    this.baseUrl = baseUrl;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
  }

  /** Replaces the settings and resets. */
  public void configure(SimulatorSettings settings) {
    send("PUT", ControlPaths.SETTINGS, settings.toJson());
  }

  /**
   * Forgets counts, calls, the arrivals of every body, and what was used of a quota. Calls in
   * flight are answered and appear nowhere.
   */
  public void reset() {
    send("POST", ControlPaths.RESET, "");
  }

  /** The counts since the last reset. */
  public SimulatorStats stats() {
    String json = send("GET", ControlPaths.STATS, "");
    try {
      return ControlJson.stats(json);
    } catch (JsonProcessingException e) {
      throw notASimulator(e);
    }
  }

  /**
   * The calls delivered since the last reset, in order of arrival.
   *
   * @throws IllegalStateException if there were more than the simulator's log holds
   */
  public List<SimulatedCall> calls() {
    String json = send("GET", ControlPaths.CALLS, "");
    try {
      return ControlJson.calls(json);
    } catch (JsonProcessingException e) {
      throw notASimulator(e);
    }
  }

  /** What the attempts since the last reset say of the client that made them. */
  public Verdict verdict() {
    String json = send("GET", ControlPaths.VERDICT, "");
    try {
      return Verdict.fromJson(json);
    } catch (JsonProcessingException e) {
      throw notASimulator(e);
    }
  }

  private String send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(baseUrl.resolve(path))
            .timeout(TIMEOUT)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(
            method
                + " "
                + request.uri()
                + " got "
                + response.statusCode()
                + ": "
                + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException("the simulator at " + baseUrl + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new IOException("interrupted while waiting for the simulator at " + baseUrl, e));
    }
  }

  private UncheckedIOException notASimulator(JsonProcessingException cause) {
    return new UncheckedIOException("what answers at " + baseUrl + " is no simulator", cause);
  }
}
