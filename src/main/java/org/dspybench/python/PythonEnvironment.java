package org.dspybench.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Python environment that has what the suite needs: DSPy, and Jep with its native library. All
 * facts come from the environment's own interpreter.
 *
 * @param executable the interpreter, usually {@code bin/python} of a virtual environment
 * @param version Python's version, such as {@code 3.13.0}
 * @param freeThreaded whether this Python was built without the interpreter lock
 * @param packages installed versions of {@code dspy}, {@code jep} and {@code litellm}, where
 *     present
 * @param jepLibrary Jep's native library
 */
public record PythonEnvironment(
    Path executable,
    String version,
    boolean freeThreaded,
    Map<String, String> packages,
    Path jepLibrary) {

  /** System property by which a JVM tells the JVMs that it forks which environment to use. */
  public static final String PROPERTY = "dspybench.python";

  /** The command that makes the environment, named in every complaint about a missing one. */
  static final String REMEDY = "run scripts/bench to make .venv, or name one with --python";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  /** Keeps an immutable copy of the packages. */
  public PythonEnvironment {
    packages = Map.copyOf(packages);
  }

  /**
   * Finds the environment to use: the given path, else the system property {@code
   * dspybench.python}, else {@code DSPYBENCH_PYTHON}, {@code VIRTUAL_ENV}, {@code .venv} beside the
   * jar or in the working directory.
   *
   * @param explicit an interpreter or the directory of a virtual environment
   * @throws PythonUnavailableException when none is found, or the one found lacks something
   */
  public static PythonEnvironment find(Optional<Path> explicit) {
    return inspect(EnvironmentSearch.ofThisProcess().find(explicit));
  }

  /**
   * Reads the facts from an interpreter, by running it.
   *
   * @throws PythonUnavailableException when it cannot run, or lacks DSPy or Jep
   */
  public static PythonEnvironment inspect(Path executable) {
    Facts facts = parse(executable, run(executable));
    Path library =
        Optional.ofNullable(facts.jepLibrary)
            .map(Path::of)
            .orElseThrow(() -> lacking(executable, "jep"));
    if (!facts.packages.containsKey("dspy")) {
      throw lacking(executable, "dspy");
    }
    if (!facts.sharedLibrary) {
      throw new PythonUnavailableException(
          executable
              + " belongs to a Python without a shared library (libpython), which cannot be embedded;"
              + " use one built with --enable-shared");
    }
    JepVersion.requireFit(facts.packages.getOrDefault("jep", "unknown"), executable);
    return new PythonEnvironment(
        executable, facts.version, facts.freeThreaded, facts.packages, library);
  }

  private static PythonUnavailableException lacking(Path executable, String what) {
    return new PythonUnavailableException(
        "the Python environment of " + executable + " has no " + what + "; " + REMEDY);
  }

  private static String run(Path executable) {
    try {
      Process process =
          new ProcessBuilder(executable.toString(), "-c", probe())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new PythonUnavailableException(
            executable + " does not run: " + lastLine(output) + "; " + REMEDY);
      }
      return lastLine(output);
    } catch (IOException e) {
      throw new PythonUnavailableException(
          executable + " cannot be started: " + e.getMessage() + "; " + REMEDY, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PythonUnavailableException("interrupted while asking " + executable, e);
    }
  }

  private static String lastLine(String output) {
    return output.substring(output.lastIndexOf('\n') + 1);
  }

  private static String probe() throws IOException {
    try (InputStream script =
        PythonEnvironment.class.getResourceAsStream("/python/dspybench/probe.py")) {
      if (script == null) {
        throw new IOException("the resource probe.py is missing");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Facts parse(Path executable, String output) {
    try {
      return JSON.readValue(output, Facts.class);
    } catch (JsonProcessingException e) {
      throw new PythonUnavailableException(
          executable + " is no Python interpreter: it printed '" + output + "'; " + REMEDY, e);
    }
  }

  /** What the probe prints. */
  private record Facts(
      String version,
      boolean freeThreaded,
      boolean sharedLibrary,
      Map<String, String> packages,
      @Nullable String jepLibrary) {}

  /**
   * How threads share the interpreter: {@code global}, by one lock, or {@code none}, where it was
   * built without.
   */
  public String interpreterLock() {
    return freeThreaded ? "none" : "global";
  }

  /** Installed version of {@code dspy}, {@code jep} or {@code litellm}; empty when it is not. */
  public Optional<String> packageVersion(String name) {
    return Optional.ofNullable(packages.get(name));
  }

  /** Where the interpreter of a virtual environment is, or the path itself if it is one. */
  public static Optional<Path> interpreterIn(Path environment) {
    if (Files.isDirectory(environment)) {
      Path python = environment.resolve("bin").resolve("python");
      return Files.isExecutable(python) ? Optional.of(python) : Optional.empty();
    }
    return Files.isExecutable(environment) ? Optional.of(environment) : Optional.empty();
  }
}
