package org.dspybench.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A checkpoint")
class CheckpointTest {

  private static final CheckpointHeader HEADER =
      new CheckpointHeader(
          CheckpointHeader.VERSION, "tickets:Sort", "gpt", List.of("question"), "a1", 3);

  @TempDir private Path root;

  private Checkpoint checkpoint() {
    return Checkpoint.of(root.resolve("checkpoint").toString(), new Configuration());
  }

  @Test
  @DisplayName("is one as soon as its header is there, and tells whose it is")
  void header_isReadBack() {
    assertThat(checkpoint().header()).isEmpty();

    checkpoint().write(HEADER);

    assertThat(checkpoint().header()).contains(HEADER);
  }

  @Test
  @DisplayName("names what differs from the job that left it")
  void difference_isNamed() {
    CheckpointHeader other =
        new CheckpointHeader(
            CheckpointHeader.VERSION, "tickets:Sort", "other", List.of("question"), "a1", 0);

    assertThat(other.differenceFrom(HEADER)).contains("of a run with the model gpt, not other");
    assertThat(HEADER.staged(9).differenceFrom(HEADER)).isEmpty();
  }

  @Test
  @DisplayName("deletes what is its own, and keeps what somebody else put there")
  void delete_keepsWhatIsNotIts() throws IOException {
    checkpoint().write(HEADER);
    Files.createDirectories(root.resolve("checkpoint/outcomes/part-0"));
    checkpoint().delete();
    assertThat(root.resolve("checkpoint")).doesNotExist();

    checkpoint().write(HEADER);
    Path others = Files.writeString(root.resolve("checkpoint/notes.txt"), "mine");
    checkpoint().delete();
    assertThat(root.resolve("checkpoint")).isDirectoryContaining(others::equals);
    assertThat(checkpoint().header()).isEmpty();
  }

  @Test
  @DisplayName("lists the files with questions in order, and nothing else that Spark leaves there")
  void parts_areTheFilesWithQuestions() throws IOException {
    Path questions = Files.createDirectories(root.resolve("checkpoint/questions"));
    for (String name : List.of("part-00001.txt", "part-00000.txt", "_SUCCESS", ".part-0.crc")) {
      Files.writeString(questions.resolve(name), "");
    }

    assertThat(checkpoint().parts()).containsExactly("part-00000.txt", "part-00001.txt");
  }

  @Test
  @DisplayName("on an unknown file system is refused in one line that names it")
  void folder_isNamed_whenItsFileSystemIsUnknown() {
    assertThatThrownBy(() -> Checkpoint.of("nowhere://bucket/c", new Configuration()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the checkpoint nowhere://bucket/c cannot be used (");
  }
}
