package org.dspybench.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedSectionTest {

  private static final MarkedSection SECTION = new MarkedSection("report");
  private static final String BEGIN = "<!-- dspybench:begin report -->\n";
  private static final String END = "<!-- dspybench:end report -->\n";

  @Test
  void replace_changesWhatStandsBetweenTheMarkers_andNothingElse() throws ReportException {
    assertThat(SECTION.replace("# A\n" + BEGIN + "old\nold\n" + END + "rest", "A.md", "new\n"))
        .isEqualTo("# A\n" + BEGIN + "new\n" + END + "rest");
  }

  @Test
  void replace_changesNothing_theSecondTime() throws ReportException {
    String once = SECTION.replace(BEGIN + END, "A.md", "| a |\n\ntext\n");

    assertThat(SECTION.replace(once, "A.md", "| a |\n\ntext\n")).isEqualTo(once);
  }

  @Test
  void replace_keepsTheLineEndsOfTheDocument() throws ReportException {
    String document = (BEGIN + "old\n" + END).replace("\n", "\r\n");

    assertThat(SECTION.replace(document, "A.md", "a\nb\n"))
        .isEqualTo((BEGIN + "a\nb\n" + END).replace("\n", "\r\n"));
  }

  @Test
  void replace_leavesOtherPartsAlone() throws ReportException {
    String other = "<!-- dspybench:begin other -->\nkeep\n<!-- dspybench:end other -->\n";

    assertThat(SECTION.replace(other + BEGIN + END, "A.md", "new\n"))
        .isEqualTo(other + BEGIN + "new\n" + END);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "<!-- dspybench:begin report -->",
        "<!-- dspybench:end report -->",
        "<!-- dspybench:begin report -->\n<!-- dspybench:begin report -->\n"
            + "<!-- dspybench:end report -->",
        "`<!-- dspybench:begin report -->` in a line\n<!-- dspybench:end report -->",
      })
  void replace_namesTheMarkerThatIsNotThereOnce(String document) {
    assertThatThrownBy(() -> SECTION.replace(document, "A.md", "new"))
        .isInstanceOf(ReportException.class)
        .hasMessageMatching(
            "A\\.md: the line '<!-- dspybench:(begin|end) report -->' must stand in it once,"
                + " not [02] times");
  }

  @Test
  void replace_refusesAnEndBeforeItsBegin() {
    assertThatThrownBy(() -> SECTION.replace(END + BEGIN, "A.md", "new"))
        .isInstanceOf(ReportException.class)
        .hasMessageStartingWith("A.md: '<!-- dspybench:end report -->' stands before");
  }
}
