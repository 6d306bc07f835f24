package org.dspybench.benchmarks.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.python.PythonUnavailableException;

/**
 * The Python environment of the peers: one of their own, because what they need is not needed, and
 * must not be imported, where {@code BatchPredictor} is measured.
 *
 * @param executable its interpreter
 */
public record PeerEnvironment(Path executable) {

  /** Environment variable that names the interpreter, or the directory of the environment. */
  public static final String VARIABLE = "DSPYBENCH_PEERS_PYTHON";

  private static final String DIRECTORY = ".venv.peers";
  private static final String VERSIONS =
      """
      import sys
      from importlib.metadata import PackageNotFoundError, version
      try:
          print(*(f"{name} {version(name)}" for name in ("dspy", "litellm", "fastapi", "uvicorn")), sep=", ")
      except PackageNotFoundError as missing:
          sys.exit(f"it has no {missing.name}")
      """;

  private static final String REMEDY = "run scripts/bench --peers, which makes " + DIRECTORY;

  /**
   * Finds the environment: what {@code DSPYBENCH_PEERS_PYTHON} names, else {@code .venv.peers} in
   * the working directory.
   *
   * @throws PythonUnavailableException when there is none; the message is one line with the remedy
   */
  public static PeerEnvironment find() {
    return find(
        Optional.ofNullable(System.getenv(VARIABLE)).filter(value -> !value.isBlank()),
        Path.of(""));
  }

  static PeerEnvironment find(Optional<String> named, Path workingDirectory) {
    Path path = named.map(Path::of).orElse(workingDirectory.resolve(DIRECTORY)).toAbsolutePath();
    return PythonEnvironment.interpreterIn(path)
        .map(PeerEnvironment::new)
        .orElseThrow(() -> new PythonUnavailableException(complaint(named, path)));
  }

  /**
   * What the peers run on, such as {@code dspy 3.4.1, …, uvicorn 0.54.0}, as the interpreter tells.
   *
   * @throws PythonUnavailableException when it lacks something; the message is one line with the
   *     remedy
   */
  public String packages() {
    ProcessBuilder asking = new ProcessBuilder(executable.toString(), "-I", "-c", VERSIONS);
    try {
      Process process = asking.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.onExit().join().exitValue() != 0) {
        throw new PythonUnavailableException(
            executable + " cannot run the peers: " + told.strip() + "; " + REMEDY);
      }
      return told.strip();
    } catch (IOException e) {
      throw new PythonUnavailableException(
          executable + " cannot be started: " + e.getMessage() + "; " + REMEDY);
    }
  }

  private static String complaint(Optional<String> named, Path path) {
    return named
        .map(value -> VARIABLE + " names " + value + ", which is no Python environment; " + REMEDY)
        .orElse("the peers have no Python environment: there is no " + path + "; " + REMEDY);
  }
}
