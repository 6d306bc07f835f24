package org.dspybench.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dspybench.compare.Comparison;
import org.dspybench.compare.Effect;
import org.dspybench.compare.Gate;
import org.dspybench.compare.Judgement;
import org.dspybench.compare.Quantity;
import org.dspybench.compare.Standing;
import org.dspybench.compare.Verdict;
import org.dspybench.compare.statistics.LogRatio;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayName("A comparison in the XML of JUnit")
class JunitReportTest {

  private static final Comparison COMPARISON =
      new Comparison(
          "base.json",
          "head.json",
          Gate.STANDARD,
          true,
          List.of(
              judged("a.B.slow <&> {workers=1}", 0.1, Verdict.REGRESSED),
              judged("a.B.fast", -0.1, Verdict.IMPROVED),
              judged("a.B.same", 0, Verdict.NO_MATERIAL_CHANGE),
              judged("a.B.who", 0.02, Verdict.INCONCLUSIVE)),
          List.of(),
          List.of(),
          List.of("a.B.gone: not measured on head"),
          List.of());

  private static Judgement judged(String name, double log, Verdict verdict) {
    Effect effect = new Effect(new LogRatio(log, 0.01, 19), 0.01, 0.99, List.of());
    return new Judgement(
        new Judgement.Case(name, Quantity.TIME, effect, Standing.JUDGED), 0.01, 0.99, verdict);
  }

  @Test
  @DisplayName("has a test case for each benchmark: failed, passed, skipped or an error")
  void render_hasACaseForEachBenchmark() throws Exception {
    Element suite =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(JunitReport.render(COMPARISON))))
            .getDocumentElement();

    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    NodeList cases = suite.getElementsByTagName("testcase");
    assertThat(cases.getLength()).isEqualTo(5);
    Element slow = (Element) cases.item(0);
    assertThat(slow.getAttribute("name")).isEqualTo("a.B.slow <&> {workers=1}");
    assertThat(((Element) slow.getElementsByTagName("failure").item(0)).getAttribute("message"))
        .isEqualTo("regressed: head costs 1.105 [1.082, 1.129] times what base costs");
    assertThat(cases.item(1).hasChildNodes()).isFalse();
    assertThat(((Element) cases.item(3)).getElementsByTagName("skipped").getLength()).isOne();
    assertThat(((Element) cases.item(4)).getElementsByTagName("error").getLength()).isOne();
  }

  @Test
  void render_isTheSameEachTime() {
    assertThat(JunitReport.render(COMPARISON)).isEqualTo(JunitReport.render(COMPARISON));
  }
}
