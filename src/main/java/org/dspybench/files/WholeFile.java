package org.dspybench.files;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file as a whole or not at all, so that nobody reads half of it. */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Writes {@code content} in UTF-8 beside {@code path} and moves it there. The permissions of a
   * file that was there stay, and so does a symbolic link.
   *
   * @throws IOException where that cannot be done; what was at {@code path} is then untouched
   */
  public static void write(Path path, String content) throws IOException {
    write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes {@code content} as {@link #write(Path, String)} does.
   *
   * @throws IOException where that cannot be done; what was at {@code path} is then untouched
   */
  public static void write(Path path, byte[] content) throws IOException {
    replace(path, draft -> Files.write(draft, content));
  }

  /** A text that may be too long to be held in memory. */
  public interface Text {

    /** Writes all of it; does not close {@code out}. */
    void writeTo(Writer out) throws IOException;
  }

  /**
   * Writes {@code text} as {@link #write(Path, String)} does, as it comes.
   *
   * @throws IOException where that cannot be done; what was at {@code path} is then untouched
   */
  public static void write(Path path, Text text) throws IOException {
    replace(
        path,
        draft -> {
          try (Writer out = Files.newBufferedWriter(draft)) {
            text.writeTo(out);
          }
        });
  }

  private interface Draft {
    void write(Path draft) throws IOException;
  }

  private static void replace(Path path, Draft content) throws IOException {
    boolean replaces = Files.exists(path);
    Path target = replaces ? path.toRealPath() : path.toAbsolutePath();
    Path draft =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      if (replaces) {
        Files.copy(
            target, draft, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      }
      content.write(draft);
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
