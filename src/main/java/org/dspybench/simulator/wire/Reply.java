package org.dspybench.simulator.wire;

import com.github.tomakehurst.wiremock.common.InputStreamSource;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Map;

/**
 * What the simulator sends back.
 *
 * @param headers besides content type and length
 * @param length of the body in bytes
 * @param delay what WireMock has to wait before it begins to write
 */
public record Reply(
    int status, Map<String, String> headers, InputStreamSource body, int length, Duration delay) {

  /** JSON at once. */
  public static Reply json(int status, byte[] body) {
    return new Reply(
        status, Map.of(), () -> new ByteArrayInputStream(body), body.length, Duration.ZERO);
  }
}
