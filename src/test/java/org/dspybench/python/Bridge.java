package org.dspybench.python;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.LmClient;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;

/** Workers for a test, with the client that they need. */
record Bridge(PythonWorkers workers, LmClient client) implements AutoCloseable {

  private static final Path PROGRAMS = Path.of("src/test/resources/programs");

  /** Workers whose program makes no LM call. */
  static Bridge running(String program, int workers) {
    return running(program, URI.create("http://127.0.0.1:9/v1"), Transport.JAVA, workers);
  }

  static Bridge running(String program, URI baseUrl, Transport transport, int workers) {
    Endpoint endpoint = new Endpoint(baseUrl, "simulated", "DSPYBENCH_TEST_KEY");
    Duration timeout = Duration.ofSeconds(20);
    SessionSettings settings =
        new SessionSettings(
            program,
            Optional.of(PROGRAMS),
            transport,
            endpoint,
            timeout,
            0,
            OptionalDouble.empty(),
            OptionalInt.empty());
    LmClient client = new LmClient(endpoint, timeout, RetryPolicy.NONE);
    try {
      PythonEnvironment environment = PythonEnvironment.find(Optional.empty());
      return new Bridge(PythonWorkers.start(environment, settings, client, workers), client);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  Reply ask(String question) {
    return workers.predict(Map.of("question", question)).join();
  }

  @Override
  public void close() {
    workers.close();
    client.close();
  }
}
