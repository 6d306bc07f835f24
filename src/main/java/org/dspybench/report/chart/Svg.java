package org.dspybench.report.chart;

import java.awt.Dimension;
import java.io.IOException;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A picture as SVG by Batik: text stays text, and a screen reader is told what is to be seen. */
final class Svg {

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private Svg() {}

  static String of(Picture picture, String title, Caption caption) throws IOException {
    SVGGraphics2D graphics = new SVGGraphics2D(context(), false);
    graphics.setSVGCanvasSize(new Dimension(Picture.WIDTH, Picture.HEIGHT));
    picture.paint(graphics);
    Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 %d %d".formatted(Picture.WIDTH, Picture.HEIGHT));
    root.setAttribute("role", "img");
    Element name = root.getOwnerDocument().createElementNS(NAMESPACE, "title");
    name.setTextContent(title);
    Element description = root.getOwnerDocument().createElementNS(NAMESPACE, "desc");
    description.setTextContent(caption.content());
    root.insertBefore(description, root.getFirstChild());
    root.insertBefore(name, description);
    StringWriter text = new StringWriter();
    graphics.stream(root, text, true, false);
    return text.toString();
  }

  private static SVGGeneratorContext context() {
    try {
      Document document =
          DocumentBuilderFactory.newDefaultNSInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument(NAMESPACE, "svg", null);
      SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
      context.setComment(null);
      return context;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's own XML parser is always there", e);
    }
  }
}
