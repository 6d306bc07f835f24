package org.dspybench.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The journal of a part")
class PartJournalTest {

  @TempDir private java.nio.file.Path root;

  private FileSystem files;
  private JournalFolder folder;

  @BeforeEach
  void open() throws IOException {
    files = ClusterFiles.of(new Path(root.toUri()), new Configuration());
    folder = new JournalFolder(files, new Path(new Path(root.toUri()), "part-0"));
  }

  private static String line(long index, String status) {
    return "{\"index\":%d,\"status\":\"%s\"}".formatted(index, status);
  }

  private void attempt(String... lines) throws IOException, InterruptedException {
    try (JournalWriter writer = new JournalWriter(files, folder)) {
      for (String line : lines) {
        writer.append(line);
      }
    }
    // A later attempt begins in a later millisecond.
    Thread.sleep(2);
  }

  private List<String> outcomes() throws IOException {
    List<String> outcomes = new ArrayList<>();
    try (LatestOutcomes latest = LatestOutcomes.of(folder)) {
      latest.forEachRemaining(line -> outcomes.add(line.json()));
    }
    return outcomes;
  }

  private List<java.nio.file.Path> attempts() throws IOException {
    try (Stream<java.nio.file.Path> found = Files.list(root.resolve("part-0"))) {
      return found.sorted().toList();
    }
  }

  @Test
  @DisplayName("has nothing before the first attempt")
  void outcomes_areNone_whenNothingWasAsked() throws Exception {
    assertThat(outcomes()).isEmpty();
    assertThat(folder.finished(false).contains(0)).isFalse();
  }

  @Test
  @DisplayName("tells the last outcome of a question that several attempts asked")
  void lastOutcome_isTold_whenAQuestionWasAskedAgain() throws Exception {
    attempt(line(1, "failed"), line(2, "answered"));
    attempt(line(1, "failed"), line(3, "answered"));
    attempt(line(1, "answered"));

    assertThat(outcomes())
        .containsExactlyInAnyOrder(line(1, "answered"), line(2, "answered"), line(3, "answered"));
  }

  @Test
  @DisplayName("asks failures again if that is wished, and what had no time in any case")
  void finished_dependsOnWhatIsToBeAskedAgain() throws Exception {
    attempt(line(1, "answered"), line(2, "failed"), line(3, "timed-out"));

    FinishedQuestions all = folder.finished(false);
    assertThat(Stream.of(1, 2, 3).map(all::contains)).containsExactly(true, true, false);
    FinishedQuestions answered = folder.finished(true);
    assertThat(Stream.of(1, 2, 3).map(answered::contains)).containsExactly(true, false, false);
  }

  @Test
  @DisplayName("leaves out the line that its writer was killed in, in whichever file it is")
  void tornLine_isLeftOut() throws Exception {
    attempt(line(1, "answered"));
    Files.writeString(
        attempts().get(0), "{\"index\":2,\"status\":\"answered\",\"ans", StandardOpenOption.APPEND);
    attempt(line(3, "answered"));

    assertThat(outcomes()).containsExactlyInAnyOrder(line(1, "answered"), line(3, "answered"));
    assertThat(folder.finished(false).contains(2)).isFalse();
  }

  @Test
  @DisplayName("can be read up to the last outcome while its writer lives")
  void outcome_isOutOfTheProcess_whenAppendReturns() throws Exception {
    try (JournalWriter writer = new JournalWriter(files, folder)) {
      writer.append(line(1, "answered"));
      assertThat(outcomes()).containsExactly(line(1, "answered"));
    }
  }

  @Test
  @DisplayName("makes a file of every thousand outcomes where an open file cannot be read")
  void files_areClosedNowAndThen_onAnObjectStore() throws Exception {
    try (JournalWriter writer = new JournalWriter(new ObjectStore(files), folder)) {
      for (int i = 0; i < 2500; i++) {
        writer.append(line(i, "answered"));
      }
      assertThat(outcomes())
          .hasSameElementsAs(IntStream.range(0, 2000).mapToObj(i -> line(i, "answered")).toList());
    }
    assertThat(attempts()).hasSize(3);
    assertThat(outcomes()).hasSize(2500);
  }

  /** Shows a file when it is closed, and says so. */
  private static final class ObjectStore extends FilterFileSystem {

    ObjectStore(FileSystem files) {
      super(files);
    }

    @Override
    public FSDataOutputStream create(
        Path file,
        FsPermission permission,
        boolean overwrite,
        int buffer,
        short replication,
        long block,
        Progressable progress)
        throws IOException {
      FSDataOutputStream out =
          super.create(file, permission, overwrite, buffer, replication, block, progress);
      return new FSDataOutputStream(new BufferedOutputStream(out, 1 << 20), null);
    }
  }
}
