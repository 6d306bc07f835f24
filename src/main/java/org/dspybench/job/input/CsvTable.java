package org.dspybench.job.input;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser.Feature;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dspybench.batch.Question;

/**
 * A table after RFC 4180: the first record names the input fields, each that follows is a question,
 * all values are strings. Blank lines are counted, and skipped. A line break within quotes stays,
 * as a line feed.
 */
final class CsvTable implements QuestionParser {

  private static final CsvFactory FORMAT =
      CsvFactory.builder().enable(Feature.SKIP_EMPTY_LINES).build();

  private final NumberedLines lines;
  private final JsonParser table;
  private List<String> header = List.of();
  private long line;

  CsvTable(NumberedLines lines) {
    this.lines = lines;
    try {
      this.table = FORMAT.createParser(new LineReader(lines));
    } catch (IOException e) {
      throw new UncheckedIOException("a reader in memory is always there", e);
    }
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public Optional<Question> next() {
    if (header.isEmpty()) {
      header = header();
    }
    return record().map(this::question);
  }

  private List<String> header() {
    List<String> names =
        record()
            .map(record -> record.stream().map(String::strip).toList())
            .orElseThrow(() -> problem("is empty; the first line names the input fields"));
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isEmpty()) {
        throw problem("names an input field of " + names.size() + " with nothing");
      }
      if (!seen.add(name)) {
        throw problem("names the input field '" + name + "' twice");
      }
    }
    return names;
  }

  private Question question(List<String> values) {
    if (values.size() != header.size()) {
      throw problem(
          "has %d values, but the header names %d fields (%s); a value with a comma stands in quotes"
              .formatted(values.size(), header.size(), String.join(", ", header)));
    }
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      inputs.put(header.get(i), values.get(i));
    }
    return new Question(inputs);
  }

  private Optional<List<String>> record() {
    line = lines.number() + 1;
    try {
      if (table.nextToken() != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      // Its first line has been taken, and none after that.
      line = lines.number();
      List<String> values = new ArrayList<>();
      while (table.nextToken() != JsonToken.END_ARRAY) {
        values.add(table.getText());
      }
      return Optional.of(values);
    } catch (JacksonException e) {
      throw problem("is no CSV (" + e.getOriginalMessage().lines().findFirst().orElse("") + ")");
    } catch (IOException e) {
      throw problem("cannot be read (" + e.getMessage() + ")");
    }
  }

  private BadInputException problem(String problem) {
    return lines.problem(line, problem);
  }

  /** Hands over one line at a time, so that a faulty line is met when its record is. */
  private static final class LineReader extends Reader {

    private final NumberedLines lines;
    private String line = "";
    private int from;

    LineReader(NumberedLines lines) {
      this.lines = lines;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
      if (from == line.length()) {
        Optional<String> next = lines.next();
        if (next.isEmpty()) {
          return -1;
        }
        line = next.get() + "\n";
        from = 0;
      }
      int count = Math.min(length, line.length() - from);
      line.getChars(from, from + count, buffer, offset);
      from += count;
      return count;
    }

    @Override
    public void close() {
      lines.close();
    }
  }
}
