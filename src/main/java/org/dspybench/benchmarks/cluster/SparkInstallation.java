package org.dspybench.benchmarks.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.python.PythonUnavailableException;

/**
 * The Spark of the Python package {@code pyspark}, which is the whole distribution.
 *
 * @param python the interpreter of the environment that it is in
 * @param home the folder with {@code bin/spark-submit} and {@code jars}
 */
public record SparkInstallation(Path python, Path home) {

  /** Environment variable that names the interpreter, or the directory of its environment. */
  public static final String VARIABLE = "DSPYBENCH_SPARK_PYTHON";

  private static final String DIRECTORY = ".venv.spark";
  private static final String WHERE =
      "import os, pyspark; print(os.path.dirname(pyspark.__file__))";
  private static final String REMEDY = "run scripts/bench --spark, which makes " + DIRECTORY;

  /**
   * Finds it: in the environment that {@code DSPYBENCH_SPARK_PYTHON} names, else in {@code
   * .venv.spark} in the working directory.
   *
   * @throws PythonUnavailableException when there is none; the message is one line with the remedy
   */
  public static SparkInstallation find() {
    Path path =
        Optional.ofNullable(System.getenv(VARIABLE))
            .filter(value -> !value.isBlank())
            .map(Path::of)
            .orElse(Path.of(DIRECTORY))
            .toAbsolutePath();
    Path python =
        PythonEnvironment.interpreterIn(path)
            .orElseThrow(
                () ->
                    new PythonUnavailableException("there is no Spark in " + path + "; " + REMEDY));
    return new SparkInstallation(python, Path.of(ask(python)));
  }

  private static String ask(Path python) {
    try {
      Process process =
          new ProcessBuilder(python.toString(), "-I", "-c", WHERE)
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.onExit().join().exitValue() != 0) {
        throw new PythonUnavailableException(python + " has no pyspark; " + REMEDY);
      }
      return told.strip();
    } catch (IOException e) {
      throw new PythonUnavailableException(
          python + " cannot be started: " + e.getMessage() + "; " + REMEDY);
    }
  }

  /**
   * A {@code spark-submit} of a job, not started. Executors are processes of their own; what they
   * write, logs and copies of the jar, goes into the folder.
   *
   * @param folder where it runs; the caller's to delete
   * @param executors executors with a core each; with 0, the driver's JVM is its own executor
   * @param settings of Spark, by name, beside those that a cluster on one machine needs
   * @param arguments of the job
   */
  public ProcessBuilder submit(
      Path folder, Path jar, int executors, Map<String, String> settings, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/spark-submit").toString());
    String master = executors == 0 ? "local[2]" : "local-cluster[%d,1,1024]".formatted(executors);
    command.addAll(List.of("--master", master));
    command.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
    command.addAll(List.of("--conf", "spark.driver.bindAddress=127.0.0.1"));
    command.addAll(List.of("--conf", "spark.ui.enabled=false"));
    settings.forEach((name, value) -> command.addAll(List.of("--conf", name + "=" + value)));
    command.addAll(List.of("--class", "org.dspybench.spark.SparkBatch", jar.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("SPARK_HOME", ownHome(folder).toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_LOCAL_DIRS", folder.resolve("spark-local").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  /**
   * A local cluster writes below its home whatever the settings say, which would be into the Python
   * package: it gets a home of its own, with links to what it reads.
   */
  private Path ownHome(Path folder) throws IOException {
    Path own = folder.resolve("spark-home").toAbsolutePath();
    if (!Files.isDirectory(own)) {
      Files.createDirectories(own);
      for (String part : List.of("bin", "jars")) {
        Files.createSymbolicLink(own.resolve(part), home.resolve(part).toRealPath());
      }
    }
    return own;
  }
}
