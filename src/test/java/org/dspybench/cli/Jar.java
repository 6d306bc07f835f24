package org.dspybench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code java -jar benchmarks.jar}, as a user runs it. */
final class Jar {

  private static final Path JAR = Path.of(System.getProperty("benchmarks.jar"));
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private Jar() {}

  /** What a command did. */
  record Result(int exitCode, String out, String err) {}

  static Process start(Path folder, String... args) throws IOException {
    return process(folder, args).start();
  }

  /** As {@link #start} would start it, to be changed. */
  static ProcessBuilder process(Path folder, String... args) {
    // None lasts long enough for the second compiler to pay, and nobody goes by its figures.
    List<String> command =
        new ArrayList<>(
            List.of(
                JAVA.toString(),
                "-XX:TieredStopAtLevel=1",
                "-Ddspybench.warmUpSeconds=0",
                "-jar",
                JAR.toString()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("err.txt").toFile());
  }

  static Result run(Path folder, String... args) throws IOException, InterruptedException {
    Process process = start(folder, args);
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + String.join(" ", args));
    }
    return result(process, folder);
  }

  /** What an ended process did, which was started in that folder. */
  static Result result(Process process, Path folder) throws IOException {
    return new Result(
        process.exitValue(),
        Files.readString(folder.resolve("out.txt")),
        withoutWarningsOfTheJvm(Files.readString(folder.resolve("err.txt"))));
  }

  /** From JDK 24 on the JVM warns of methods that JMH itself calls. */
  private static String withoutWarningsOfTheJvm(String err) {
    return err.lines()
        .filter(line -> !line.startsWith("WARNING: "))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
