package org.dspybench.benchmarks.peer;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The peers that there are. */
public enum PeerKind {
  /** Plain CPython, one prediction after another. */
  LOOP,
  /** Plain CPython, {@code dspy.Parallel} with a thread for each worker. */
  DSPY_PARALLEL,
  /**
   * Plain CPython, {@code asyncio.gather} with as many predictions at once as there are workers.
   */
  GATHER,
  /** FastAPI under uvicorn, asked by the Java HTTP client with as many requests in flight. */
  SIDECAR {
    @Override
    Peer connect(PeerProcess process) {
      return new SidecarPeer(process);
    }
  };

  /**
   * The peer of that name, such as {@code dspy-parallel}.
   *
   * @throws IllegalArgumentException when there is none; the message lists those that there are
   */
  public static PeerKind of(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no peer '%s'; there are %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(PeerKind::label)
                                .collect(Collectors.joining(", ")))));
  }

  /** The name in parameters and results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Starts a process, and returns when it has imported all it needs.
   *
   * @param engine what DSPy calls its engine: {@code lm15} or {@code litellm}
   * @param endpoint base URL of the endpoint that it asks
   * @throws PeerException if it does not start; the message has what it printed
   */
  public Peer start(PeerEnvironment environment, String engine, URI endpoint) {
    Path sources = PeerSources.unpack();
    PeerProcess process =
        PeerProcess.start(
            label(),
            List.of(
                environment.executable().toString(),
                "-m",
                PeerSources.PACKAGE,
                label(),
                engine,
                endpoint.toString()),
            Map.of("PYTHONPATH", sources.toString()));
    try {
      return connect(process);
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** How a process that is ready is asked. */
  Peer connect(PeerProcess process) {
    return new BatchPeer(process);
  }
}
