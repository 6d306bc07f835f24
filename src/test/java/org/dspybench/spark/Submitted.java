package org.dspybench.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.dspybench.benchmarks.cluster.SparkInstallation;
import org.dspybench.python.PythonUnavailableException;
import org.junit.jupiter.api.Assumptions;

/** A job on a real Spark, submitted as a user would. */
final class Submitted implements AutoCloseable {

  private static final Path JAR = Path.of(System.getProperty("benchmarks.jar", "none"));

  /** For JVMs that do not live long enough for the better compiler to pay. */
  private static final String BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private final Path folder;
  private final Process process;

  private Submitted(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /** Spark; without it the test is left out, unless this is CI. */
  static SparkInstallation spark() {
    try {
      return SparkInstallation.find();
    } catch (PythonUnavailableException e) {
      Assumptions.assumeFalse(System.getenv("CI") == null, e.getMessage());
      throw e;
    }
  }

  /** What is to be submitted, to be changed by tests. */
  static ProcessBuilder job(
      Path folder, int executors, Map<String, String> settings, List<String> arguments)
      throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("spark.driver.extraJavaOptions", BRIEF);
    all.put("spark.executor.extraJavaOptions", BRIEF);
    return spark()
        .submit(folder, JAR, executors, all, arguments)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("err.txt").toFile());
  }

  /**
   * An application of a user's own, in a jar of its own beside ours, to be submitted.
   *
   * @param main its class, which stands alone
   */
  static ProcessBuilder application(
      Path folder, int executors, Class<?> main, List<String> arguments) throws IOException {
    ProcessBuilder builder =
        job(folder, executors, Map.of("spark.plugins", BatchPlugin.class.getName()), arguments);
    List<String> command = builder.command();
    command.set(command.indexOf(SparkBatch.class.getName()), main.getName());
    command.set(command.indexOf(JAR.toString()), jarOf(main, folder).toString());
    command.addAll(1, List.of("--jars", JAR.toString()));
    return builder;
  }

  private static Path jarOf(Class<?> main, Path folder) throws IOException {
    Path jar = folder.resolve("application.jar");
    String entry = main.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream code = main.getResourceAsStream("/" + entry)) {
      out.putNextEntry(new JarEntry(entry));
      code.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }

  /** A file's rows as JSON, read by the Python that Spark is installed in. */
  static List<String> parquetRows(Path folder, String file)
      throws IOException, InterruptedException {
    Path script = Path.of("src/test/resources/programs/parquet_rows.py").toAbsolutePath();
    ProcessBuilder builder =
        new ProcessBuilder(
                spark().python().toString(), script.toString(), folder.resolve(file).toString())
            .directory(folder.toFile())
            .redirectError(folder.resolve("rows.txt").toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder
        .environment()
        .put("PYSPARK_SUBMIT_ARGS", "--driver-java-options '" + BRIEF + "' pyspark-shell");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(Files.readString(folder.resolve("rows.txt")));
    }
    return told.lines().toList();
  }

  static Submitted start(ProcessBuilder job) throws IOException {
    Path folder = job.directory().toPath();
    return new Submitted(folder, job.start());
  }

  /** Waits for the end. Returns the exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(15, TimeUnit.MINUTES)) {
      close();
      throw new AssertionError("still running");
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it wrote to standard error, Spark's log included. */
  String err() throws IOException {
    return Files.readString(folder.resolve("err.txt"));
  }

  /** The lines that it wrote to standard output. */
  List<String> out() throws IOException {
    return Files.readAllLines(folder.resolve("out.txt"));
  }

  /** The executors' processes, in random order. */
  List<ProcessHandle> executors() {
    List<ProcessHandle> executors =
        new ArrayList<>(
            process
                .descendants()
                .filter(
                    child ->
                        child
                            .info()
                            .commandLine()
                            .orElse("")
                            .contains("CoarseGrainedExecutorBackend"))
                .toList());
    Collections.shuffle(executors);
    return executors;
  }

  /** Ends the driver as {@code kill -9} does, and waits until the executors have noticed. */
  void killDriver() {
    List<ProcessHandle> executors = executors();
    process.destroyForcibly().onExit().join();
    executors.forEach(executor -> executor.onExit().join());
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
