package org.dspybench.job.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a job's questions come from. */
public final class JobInput {

  private final String name;
  private final Optional<Path> file;
  private final InputStream stream;
  private final QuestionFormat format;
  private final String field;

  private JobInput(
      String name, Optional<Path> file, InputStream stream, QuestionFormat format, String field) {
    this.name = name;
    this.file = file;
    this.stream = stream;
    this.format = format;
    this.field = field;
  }

  /**
   * A file, which can be read more than once.
   *
   * @param field the input field that a line of plain text is the value of
   */
  public static JobInput ofFile(Path file, QuestionFormat format, String field) {
    return new JobInput(
        file.toString(), Optional.of(file), InputStream.nullInputStream(), format, field);
  }

  /**
   * A stream, which can be read once.
   *
   * @param name what to call it in messages
   * @param field the input field that a line of plain text is the value of
   */
  public static JobInput ofStream(
      String name, InputStream stream, QuestionFormat format, String field) {
    return new JobInput(name, Optional.empty(), stream, format, field);
  }

  /** What to call it in messages: the path as it was given. */
  public String name() {
    return name;
  }

  /** The file; empty for a stream. */
  public Optional<Path> file() {
    return file;
  }

  /**
   * Begins to read, a file from its start.
   *
   * @throws BadInputException if that cannot be done
   */
  public QuestionReader open() {
    NumberedLines lines = new NumberedLines(bytes(), name);
    return new QuestionReader(lines, format.parser(lines, field));
  }

  private InputStream bytes() {
    if (file.isEmpty()) {
      return stream;
    }
    try {
      return Files.newInputStream(file.get());
    } catch (NoSuchFileException e) {
      throw new BadInputException(name + ": no such file");
    } catch (IOException e) {
      throw new BadInputException(name + ": cannot be read (" + e + ")");
    }
  }
}
