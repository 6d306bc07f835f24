package org.dspybench.report.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.List;
import java.util.regex.Pattern;

/** Words as cells of a line, quoted where they must be. */
final class CsvText {

  private static final ObjectWriter WRITER =
      CsvMapper.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .build()
          .writer(CsvSchema.emptySchema().withLineSeparator(""));

  /** What a spreadsheet takes for a formula (OWASP, CSV Injection). */
  private static final Pattern FORMULA = Pattern.compile("(?s)\\s*[=+\\-@＝＋－＠\\t\\r\\n].*");

  private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d.]+([eE][-+]?\\d+)?");

  private CsvText() {}

  /** Some cells of a line, without its end. */
  static String line(List<String> cells) {
    try {
      return WRITER.writeValueAsString(cells.stream().map(CsvText::harmless).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A list of texts can be written", e);
    }
  }

  /** With an apostrophe before it, a spreadsheet shows a formula and does not reckon it. */
  private static String harmless(String text) {
    return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
  }
}
