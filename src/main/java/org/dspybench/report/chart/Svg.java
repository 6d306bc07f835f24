package org.dspybench.report.chart;

import java.awt.Dimension;
import java.io.IOException;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A picture as SVG by Batik: text stays text, and a screen reader is told what is to be seen. */
final class Svg {

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private Svg() {}

  static String of(Picture picture, String title, Caption caption) throws IOException {
    try {
      SVGGraphics2D graphics = new SVGGraphics2D(context(), false);
      graphics.setSVGCanvasSize(new Dimension(Picture.WIDTH, Picture.HEIGHT));
      picture.paint(graphics);
      Element svg = graphics.getRoot();
      svg.setAttribute("viewBox", "0 0 " + Picture.WIDTH + " " + Picture.HEIGHT);
      svg.setAttribute("role", "img");
      describe(svg, "desc", caption.content());
      describe(svg, "title", title);
      return text(svg);
    } catch (ParserConfigurationException | TransformerException e) {
      throw new IOException("SVG cannot be written", e);
    }
  }

  private static SVGGeneratorContext context() throws ParserConfigurationException {
    Document document =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .getDOMImplementation()
            .createDocument(NAMESPACE, "svg", null);
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    return context;
  }

  private static void describe(Element svg, String tag, String text) {
    Element element = svg.getOwnerDocument().createElementNS(NAMESPACE, tag);
    element.setTextContent(text);
    svg.insertBefore(element, svg.getFirstChild());
  }

  /** Not as Batik writes it, whose document type names a place on the web. */
  private static String text(Element svg) throws TransformerException {
    Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
    writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter text = new StringWriter();
    writer.transform(new DOMSource(svg), new StreamResult(text));
    return text.append('\n').toString();
  }
}
