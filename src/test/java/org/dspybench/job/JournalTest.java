package org.dspybench.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dspybench.job.OutcomeJson.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A journal")
class JournalTest {

  private static final JournalHeader HEADER =
      new JournalHeader(1, "question -> answer", "m", "q.jsonl");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void choose() {
    file = folder.resolve("a.jsonl.journal");
  }

  private static JournalRecord record(long index, String word) {
    return new JournalRecord(
        index,
        index * 31,
        Status.ANSWERED,
        "{\"index\":%d,\"status\":\"answered\",\"question\":{\"q\":\"%s ü🦊\"}}"
            .formatted(index, word));
  }

  private void write(JournalRecord... records) throws IOException {
    try (Journal journal = Journal.open(file, HEADER)) {
      Arrays.stream(records).forEach(journal::append);
    }
  }

  private List<JournalRecord> read() throws IOException {
    try (Journal journal = Journal.open(file, HEADER)) {
      List<JournalRecord> records = new ArrayList<>();
      for (long i = 0; i < journal.index().end(); i++) {
        journal.record(i).ifPresent(records::add);
      }
      return records;
    }
  }

  @Test
  void records_areReadBack_inWhateverOrderTheyCame() throws IOException {
    write(record(2, "c"), record(0, "a"));
    assertThat(read()).containsExactly(record(0, "a"), record(2, "c"));
    write(record(1, "b"));
    assertThat(read()).containsExactly(record(0, "a"), record(1, "b"), record(2, "c"));
  }

  @Test
  void lastRecordOfAQuestion_counts() throws IOException {
    JournalRecord failed =
        new JournalRecord(0, 0, Status.FAILED, "{\"index\":0,\"status\":\"failed\"}");
    write(failed, record(1, "b"), record(0, "a"));
    assertThat(read()).containsExactly(record(0, "a"), record(1, "b"));
    try (Journal journal = Journal.open(file, HEADER)) {
      assertThat(journal.index().failed()).isZero();
      assertThat(journal.index().answered()).isEqualTo(2);
      assertThat(journal.index().recorded()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("cut off at every byte: no whole record is lost, no half one kept, and it goes on")
  void tornAtEveryByte_losesNoWholeRecord() throws IOException {
    List<JournalRecord> all = List.of(record(1, "b"), record(0, "a\\n\\\"}"), record(2, "c"));
    write(all.toArray(JournalRecord[]::new));
    byte[] whole = Files.readAllBytes(file);
    List<Integer> ends = ends(whole);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      int cut = length;
      // The end of a line is where its record is whole; its line feed may be missing.
      long kept = ends.stream().skip(1).filter(end -> end <= cut).count();

      assertThat(read())
          .as("cut after byte %d of %d", length, whole.length)
          .containsExactlyInAnyOrderElementsOf(all.subList(0, (int) kept));

      write(record(7, "new"));
      assertThat(read()).hasSize((int) kept + 1).contains(record(7, "new"));
    }
  }

  /** The places before each line feed. */
  private static List<Integer> ends(byte[] bytes) {
    return IntStream.range(0, bytes.length).filter(i -> bytes[i] == '\n').boxed().toList();
  }

  @Test
  @DisplayName("seeded: any sequence of appends, cuts and openings keeps exactly what was whole")
  void anySequence_keepsWhatWasWhole() throws IOException {
    Random random = new Random(11);
    Map<Long, JournalRecord> expected = new HashMap<>();
    write();
    for (int round = 0; round < 200; round++) {
      List<JournalRecord> added = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        added.add(record(random.nextInt(40), "round " + round));
      }
      write(added.toArray(JournalRecord[]::new));
      added.forEach(record -> expected.put(record.index(), record));
      JournalRecord torn = record(random.nextInt(40), "torn");
      byte[] line = (torn.line() + "\n").getBytes(StandardCharsets.UTF_8);
      int kept = random.nextInt(line.length + 1);
      byte[] before = Files.readAllBytes(file);
      byte[] after = Arrays.copyOf(before, before.length + kept);
      System.arraycopy(line, 0, after, before.length, kept);
      Files.write(file, after);
      if (kept >= line.length - 1) {
        expected.put(torn.index(), torn);
      }
      assertThat(read()).containsExactlyInAnyOrderElementsOf(expected.values());
    }
  }

  @Test
  void lineInTheMiddleThatIsNoRecord_isNamed() throws IOException {
    write(record(0, "a"), record(1, "b"));
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(1, lines.get(1).substring(0, 20));
    Files.writeString(file, String.join("\n", lines) + "\n");

    assertThatThrownBy(this::read)
        .isInstanceOf(JobException.class)
        .message()
        .startsWith(file + ":2: is no record of a journal")
        .hasLineCount(1);
    assertThat(Files.readAllLines(file)).as("it is left as it is").isEqualTo(lines);
  }

  @Test
  void fileThatIsNoJournal_isRefused_andLeftAlone() throws IOException {
    Files.writeString(file, "my diary\nday one\n");
    assertThatThrownBy(this::read).message().startsWith(file + ":1: is no header of a journal");
    assertThat(file).hasContent("my diary\nday one\n");
  }

  @Test
  void otherRuns_areRefused_byWhatIsDifferent() throws IOException {
    write(record(0, "a"));
    assertRefused(
        new JournalHeader(1, "other:Program", "m", "q.jsonl"), "program question -> answer");
    assertRefused(new JournalHeader(1, "question -> answer", "n", "q.jsonl"), "model m, not n");
    assertRefused(new JournalHeader(1, "question -> answer", "m", "r.csv"), "input q.jsonl, not r");
  }

  private void assertRefused(JournalHeader other, String words) {
    assertThatThrownBy(() -> Journal.open(file, other))
        .isInstanceOf(JobException.class)
        .hasMessageContaining(words)
        .message()
        .hasLineCount(1);
  }

  @Test
  void twoRunsAtOnce_areRefused() throws IOException {
    try (Journal first = Journal.open(file, HEADER)) {
      assertThatThrownBy(() -> Journal.open(file, HEADER))
          .hasMessageContaining("another run is writing " + first.path());
    }
    assertThat(read()).isEmpty();
  }

  @Test
  void aRecordIsOnDisk_whenAppendReturns() throws IOException {
    try (Journal journal = Journal.open(file, HEADER)) {
      journal.append(record(0, "a"));
      assertThat(Files.readAllLines(file)).hasSize(2).last().isEqualTo(record(0, "a").line());
    }
  }

  @Test
  void aMillionRecords_needTwoLongsEach() throws IOException {
    RecordIndex index = new RecordIndex();
    for (int i = 0; i < 1_000_000; i++) {
      index.put(record(i, ""), i * 100L);
    }
    assertThat(index.end()).isEqualTo(1_000_000);
    assertThat(index.offset(999_999)).hasValue(99_999_900);
    assertThat(index.offset(1_000_000)).isEmpty();
  }
}
