package org.dspybench.report.junit;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.dspybench.compare.Comparison;
import org.dspybench.compare.Judgement;
import org.dspybench.compare.Verdict;

/**
 * A comparison as the XML that JUnit's Ant task writes, of which there is no schema but what CI
 * systems read: a test case for each benchmark. One that regressed failed, one that is inconclusive
 * was skipped, and one that was not measured is an error.
 */
public final class JunitReport {

  private final XMLStreamWriter xml;

  private JunitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The XML of a comparison, the same each time. */
  public static String render(Comparison comparison) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JunitReport(xml).write(comparison);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory cannot be written", e);
    }
    return text.toString();
  }

  private void write(Comparison comparison) throws XMLStreamException {
    int missing = comparison.missing().size();
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", comparison.head() + " against " + comparison.base());
    attribute("tests", comparison.all().count() + missing);
    attribute("failures", comparison.count(Verdict.REGRESSED));
    attribute("errors", missing);
    attribute("skipped", comparison.count(Verdict.INCONCLUSIVE));
    for (Judgement judged : comparison.all().toList()) {
      testCase(judged.subject());
      switch (judged.verdict()) {
        case REGRESSED -> outcome("failure", message(judged, comparison));
        case INCONCLUSIVE -> outcome("skipped", message(judged, comparison));
        case IMPROVED, NO_MATERIAL_CHANGE -> {}
      }
      xml.writeEndElement();
    }
    for (String what : comparison.missing()) {
      testCase(what);
      outcome("error", "incomplete");
      xml.writeEndElement();
    }
    line();
    xml.writeEndElement();
    xml.writeEndDocument();
    line();
  }

  private void testCase(String name) throws XMLStreamException {
    line();
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "benchmarks");
    xml.writeAttribute("name", name);
  }

  private void outcome(String element, String message) throws XMLStreamException {
    xml.writeEmptyElement(element);
    xml.writeAttribute("message", message);
  }

  private void attribute(String name, long value) throws XMLStreamException {
    xml.writeAttribute(name, String.valueOf(value));
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  private static String message(Judgement judged, Comparison comparison) {
    double confidence = comparison.gate().confidence();
    return String.format(
        Locale.ROOT,
        "%s: head costs %.3f [%.3f, %.3f] times what base costs",
        judged.verdict().label(),
        judged.effect().cost().ratio(),
        judged.effect().cost().low(confidence),
        judged.effect().cost().high(confidence));
  }
}
