package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dspybench.files.WholeFile;

/**
 * A text that is to stand in a file, or on the screen.
 *
 * @param file where to; {@code -} is the screen
 * @param text which
 */
record ReportOutput(Path file, WholeFile.Text text) {

  private static final Path SCREEN = Path.of("-");

  static ReportOutput of(Path file, String text) {
    return new ReportOutput(file, out -> out.write(text));
  }

  static ReportOutput toScreen(String text) {
    return of(SCREEN, text);
  }

  boolean isForScreen() {
    return file.equals(SCREEN);
  }

  void write(PrintWriter screen) throws IOException {
    if (isForScreen()) {
      text.writeTo(screen);
      screen.flush();
    } else {
      WholeFile.write(file, text);
    }
  }

  /** Whether the file holds the text already. */
  boolean isUpToDate() throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (Reader there = Files.newBufferedReader(file)) {
      Comparing comparing = new Comparing(there);
      text.writeTo(comparing);
      return comparing.isSame && there.read() < 0;
    }
  }

  /** Takes a text, and compares it with another as it comes: it may not fit into memory. */
  private static final class Comparing extends Writer {

    private final Reader there;
    private boolean isSame = true;

    Comparing(Reader there) {
      this.there = there;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      for (int i = offset; isSame && i < offset + length; i++) {
        isSame = there.read() == text[i];
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
