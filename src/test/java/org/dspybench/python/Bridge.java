package org.dspybench.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dspybench.lm.CallGroup;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.LmCalls;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.dspybench.lm.limit.CallLimit;

/** Workers for a test, with the rules that their calls follow. */
record Bridge(PythonWorkers workers, LmCalls calls, CallGroup group) implements AutoCloseable {

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
            workers,
            OptionalDouble.empty(),
            OptionalInt.empty(),
            Set.of());
    LmCalls calls = new LmCalls(new CallLimit.Fixed(workers), timeout, RetryPolicy.NONE, 0);
    try {
      PythonEnvironment environment = PythonEnvironment.find(Optional.empty());
      return new Bridge(
          PythonWorkers.start(environment, settings, calls), calls, new CallGroup(50));
    } catch (RuntimeException e) {
      calls.close();
      throw e;
    }
  }

  CompletableFuture<Reply> submit(String question) {
    try {
      String inputs = new ObjectMapper().writeValueAsString(Map.of("question", question));
      return workers.predict(inputs, group::context);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Reply ask(String question) {
    return submit(question).join();
  }

  @Override
  public void close() {
    workers.close();
    calls.close();
  }
}
