package org.dspybench.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The suite's own Python modules, as files that an interpreter can import. They travel in the jar
 * and are written to a temporary folder, which is removed when the JVM ends.
 */
final class PythonSources {

  private static final List<String> MODULES =
      List.of(
          "__init__.py",
          "async_engine.py",
          "attempts.py",
          "board.py",
          "controls.py",
          "engine.py",
          "event_loop.py",
          "greenlets.py",
          "litellm_transport.py",
          "lm15_transport.py",
          "lock.py",
          "parallel.py",
          "plain_calls.py",
          "program.py",
          "sockets.py",
          "synchronous.py",
          "trims.py",
          "worker.py");

  private PythonSources() {}

  /** Writes the modules out. Returns the folder to put on Python's path. */
  static Path unpack() {
    try {
      Path root = Files.createTempDirectory("dspybench-python-");
      Path folder = Files.createDirectory(root.resolve("dspybench"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(root), "python-sources"));
      for (String module : MODULES) {
        try (InputStream in =
            PythonSources.class.getResourceAsStream("/python/dspybench/" + module)) {
          if (in == null) {
            throw new IOException("the class path lacks /python/dspybench/" + module);
          }
          Files.copy(in, folder.resolve(module));
        }
      }
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException("the Python modules cannot be unpacked", e);
    }
  }

  private static void remove(Path root) {
    Path folder = root.resolve("dspybench");
    try {
      for (String module : MODULES) {
        Files.deleteIfExists(folder.resolve(module));
      }
      Files.deleteIfExists(folder);
      Files.deleteIfExists(root);
    } catch (IOException e) {
      // The JVM is ending and the folder lies among the temporary files: nobody to tell.
    }
  }
}
