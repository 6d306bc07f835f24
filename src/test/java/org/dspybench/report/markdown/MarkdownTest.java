package org.dspybench.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.ColumnOf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {

  @Test
  void table_padsEachColumnToItsWidestCell() {
    assertThat(
            Markdown.table(
                ColumnOf.table(
                    List.of(
                        ColumnOf.<Integer>figure("n", "n", "", n -> new Cell.Figure("" + n, n)),
                        ColumnOf.<Integer>text("words", "words", "–"::repeat)),
                    List.of(1, 7))))
        .isEqualTo(
            """
            |   n | words   |
            | --: | ------- |
            |   1 | –       |
            |   7 | ––––––– |
            """);
  }

  @Test
  void table_escapesItsCellsAndTitles() {
    assertThat(
            Markdown.table(
                ColumnOf.table(
                    List.of(ColumnOf.<String>text("p", "<p>", p -> p)), List.of("a|b\nc"))))
        .startsWith("| &lt;p&gt; |\n")
        .endsWith("| a\\|b c    |\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "a|b, a\\|b",
        "<b>x</b>, &lt;b&gt;x&lt;/b&gt;",
        "<!-- dspybench:end report -->, &lt;!-- dspybench:end report --&gt;",
        "*x* `y` ~z~, \\*x\\* \\`y\\` \\~z\\~",
        "__x__, \\_\\_x\\_\\_",
        "snake_case, snake_case",
        "[a](b), [a]\\(b)",
        "a\\|b, a\\\\\\|b",
        "A&amp;B, A&amp;amp;B",
      })
  void escape_showsTextAsItIs(String text, String escaped) {
    assertThat(Markdown.escape(text)).isEqualTo(escaped);
  }

  @Test
  void escape_leavesNoControlSequenceForATerminal() {
    assertThat(Markdown.escape("a\u001b[31mb\r\nc\u202ed")).isEqualTo("a [31mb c d");
  }
}
