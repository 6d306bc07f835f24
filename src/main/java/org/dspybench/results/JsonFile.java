package org.dspybench.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Reads one JSON value from a file in UTF-8, UTF-16 or UTF-32, with or without a byte order mark.
 * What is wrong with a file is told by its place, never by its content.
 */
final class JsonFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private static final int GZIP = 0x1f8b;

  private static final int LONGEST_CUT_VALUE = 32;
  private static final Pattern CUT_VALUE = Pattern.compile("[\\w.+-]*");

  /** What is made of a file; the parser stands at the first token, and is left at the last. */
  interface Content<T> {
    T read(JsonParser json) throws IOException;
  }

  private JsonFile() {}

  /** The whole of a small file. */
  static JsonNode tree(Path path, String remedy) throws IOException {
    return read(path, remedy, JsonParser::<JsonNode>readValueAsTree);
  }

  /**
   * Reads a file from its beginning to its end.
   *
   * @param remedy what to do about a file that is no JSON, in words
   * @throws ResultFileException where it is no JSON
   */
  static <T> T read(Path path, String remedy, Content<T> content) throws IOException {
    refuseCompressed(path);
    try (InputStream file = Files.newInputStream(path);
        JsonParser json = JSON.createParser(file)) {
      json.nextToken();
      T result = content.read(json);
      requireEnd(path, json);
      return result;
    } catch (JsonProcessingException e) {
      if (isCut(e, path)) {
        throw new UnfinishedFileException(
            path, "ends in the middle: whoever wrote it was interrupted; make it again");
      }
      throw new ResultFileException(
          path,
          "is no valid JSON at line %d, column %d; %s"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), remedy));
    } catch (CharConversionException e) {
      throw new ResultFileException(path, "is not text in UTF-8 or UTF-16; " + remedy);
    }
  }

  /** Whether the file ends within a value: cut short, a number or a word is no JSON either. */
  private static boolean isCut(JsonProcessingException e, Path path) throws IOException {
    long offset = e.getLocation().getByteOffset();
    long rest = Files.size(path) - offset;
    if (e instanceof JsonEOFException || offset <= 0 || rest > LONGEST_CUT_VALUE) {
      return e instanceof JsonEOFException;
    }
    try (InputStream file = Files.newInputStream(path)) {
      file.skipNBytes(offset);
      return CUT_VALUE.matcher(new String(file.readAllBytes(), UTF_8)).matches();
    }
  }

  private static void refuseCompressed(Path path) throws IOException {
    try (InputStream file = Files.newInputStream(path)) {
      if ((file.read() << 8 | file.read()) == GZIP) {
        throw new ResultFileException(path, "is compressed; unpack it first, with gunzip");
      }
    }
  }

  private static void requireEnd(Path path, JsonParser json) throws IOException {
    if (json.nextToken() != null) {
      throw new ResultFileException(
          path,
          "goes on after its end at line %d, column %d: several runs in a file? Keep one in each"
              .formatted(
                  json.currentTokenLocation().getLineNr(),
                  json.currentTokenLocation().getColumnNr()));
    }
  }
}
