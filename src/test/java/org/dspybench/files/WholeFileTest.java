package org.dspybench.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path directory;

  @Test
  void write_replacesTheContent_andLeavesNothingBeside() throws IOException {
    Path file = Files.writeString(directory.resolve("a.md"), "old and longer");

    WholeFile.write(file, "nöw");

    assertThat(file).content().isEqualTo("nöw");
    assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void write_keepsThePermissions() throws IOException {
    Path file = Files.writeString(directory.resolve("a.md"), "old");
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

    WholeFile.write(file, "new");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw-r--");
  }

  @Test
  void write_goesThroughASymbolicLink() throws IOException {
    Path file = Files.writeString(directory.resolve("a.md"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link.md"), file);

    WholeFile.write(link, "new");

    assertThat(link).isSymbolicLink();
    assertThat(file).content().isEqualTo("new");
  }

  @Test
  void write_failsWithoutATrace_whereTheDirectoryIsMissing() {
    Path file = directory.resolve("none/a.md");
    assertThatThrownBy(() -> WholeFile.write(file, "new")).isInstanceOf(IOException.class);
    assertThat(directory).isEmptyDirectory();
  }
}
