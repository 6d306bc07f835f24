package org.dspybench.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Python modules of the suite, as files that an interpreter can import. They travel in the jar and
 * are written to a temporary folder, which is removed when the JVM ends.
 */
public final class PythonSources {

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

  /** Writes out the modules of the interpreter in this JVM. Returns the folder for its path. */
  static Path unpack() {
    return unpack("dspybench", MODULES);
  }

  /**
   * Writes a package out.
   *
   * @param name of the package
   * @param modules its files
   * @return the folder to put on Python's path
   */
  public static Path unpack(String name, List<String> modules) {
    try {
      Path root = Files.createTempDirectory("dspybench-python-");
      Path folder = Files.createDirectory(root.resolve(name));
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> remove(root, folder, modules), "python-sources"));
      for (String module : modules) {
        String resource = "/python/" + name + "/" + module;
        try (InputStream in = PythonSources.class.getResourceAsStream(resource)) {
          if (in == null) {
            throw new IOException("the class path lacks " + resource);
          }
          Files.copy(in, folder.resolve(module));
        }
      }
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException("the Python modules cannot be unpacked", e);
    }
  }

  private static void remove(Path root, Path folder, List<String> modules) {
    try {
      for (String module : modules) {
        Files.deleteIfExists(folder.resolve(module));
      }
      Files.deleteIfExists(folder);
      Files.deleteIfExists(root);
    } catch (IOException e) {
      // The JVM is ending and the folder lies among the temporary files: nobody to tell.
    }
  }
}
