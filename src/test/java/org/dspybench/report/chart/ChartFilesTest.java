package org.dspybench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.SampleDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ChartFilesTest {

  private static final List<String> NAMES =
      List.of(
          "1-speedup-speedup",
          "1-ladder-throughput",
          "1-quota-latency",
          "1-quota-in-flight",
          "1-quota-empty",
          "2-hostile-lines",
          "2-hostile-speedup");

  private final Document document = SampleDocument.create();

  @TempDir private Path directory;

  @Test
  void write_makesAnSvgAndAPngOfEachChart() throws IOException {
    List<Path> files = ChartFiles.write(document, directory.resolve("new/charts"));

    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactlyElementsOf(
            NAMES.stream()
                .flatMap(name -> List.of(name + ".svg", name + ".png").stream())
                .toList());
    assertThat(files).allSatisfy(file -> assertThat(file).isNotEmptyFile());
    try (var written = Files.list(directory.resolve("new/charts"))) {
      assertThat(written).containsExactlyInAnyOrderElementsOf(files);
    }
  }

  @Test
  void write_givesTheSameBytes_whateverTheLocale() throws IOException {
    List<Path> files = ChartFiles.write(document, directory.resolve("one"));
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      ChartFiles.write(document, directory.resolve("other"));
    } finally {
      Locale.setDefault(before);
    }

    for (Path file : files) {
      assertThat(directory.resolve("other").resolve(file.getFileName()))
          .hasSameBinaryContentAs(file);
    }
  }

  @Test
  void svg_saysInWordsWhatItShows_andNamesNoPlaceOnTheWeb() throws Exception {
    ChartFiles.write(document, directory);
    Path file = directory.resolve("1-ladder-throughput.svg");

    Element svg = parse(file);

    assertThat(svg.getAttribute("viewBox")).isEqualTo("0 0 800 480");
    assertThat(text(svg, "title")).containsExactly("Throughput by workers");
    assertThat(text(svg, "desc").get(0))
        .contains("questions/s, by workers (logarithmic)", "the lock's ceiling: 850 at 1");
    assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", ""))
        .as("but the names of SVG's and XLink's vocabularies")
        .doesNotContain("DOCTYPE")
        .doesNotContain("href=\"http");
  }

  @Test
  void svg_escapesTextThatLooksLikeMarkup() throws Exception {
    ChartFiles.write(document, directory);

    Element svg = parse(directory.resolve("2-hostile-speedup.svg"));

    assertThat(text(svg, "text")).contains(SampleDocument.HOSTILE);
    assertThat(text(svg, "title")).containsExactly(SampleDocument.HOSTILE);
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void svg_showsTheFiguresOfAHeatMapAsTheReportWritesThem() throws Exception {
    ChartFiles.write(document, directory);

    assertThat(text(parse(directory.resolve("1-speedup-speedup.svg")), "text"))
        .contains("Speedup, by batch and workers", "workers", "32", "4 000", "21.0 ±0.2");
  }

  @Test
  void png_hasTwoDotsForEachPixel_onWhite() throws IOException {
    ChartFiles.write(document, directory);

    BufferedImage image = ImageIO.read(directory.resolve("1-quota-latency.png").toFile());

    assertThat(image.getWidth()).isEqualTo(1600);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xffffffff);
  }

  @Test
  void write_namesTheFile_whenTheDirectoryIsAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("taken"), "");

    assertThatThrownBy(() -> ChartFiles.write(document, file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("taken");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "fonts cannot be hidden from Java elsewhere")
  void write_saysWhatToInstall_whenTheMachineHasNoFonts() throws Exception {
    Path fonts = Files.writeString(directory.resolve("fonts.conf"), "<fontconfig></fontconfig>");
    ProcessBuilder withoutFonts =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + directory, // where Java keeps the fonts that it once found
            "-cp",
            System.getProperty("java.class.path"),
            FontlessMachine.class.getName(),
            directory.toString());
    withoutFonts.environment().put("FONTCONFIG_FILE", fonts.toString());
    withoutFonts.redirectErrorStream(true);

    Process process = withoutFonts.start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("charts cannot be drawn: this Java finds no fonts; install ")
        .hasLineCount(1);
  }

  /** Writes charts in a JVM of its own. */
  static final class FontlessMachine {

    private FontlessMachine() {}

    public static void main(String[] arguments) {
      try {
        ChartFiles.write(SampleDocument.create(), Path.of(arguments[0]));
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private static Element parse(Path svg) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(svg.toFile())
        .getDocumentElement();
  }

  private static List<String> text(Element svg, String tag) {
    var elements = svg.getElementsByTagName(tag);
    return IntStream.range(0, elements.getLength())
        .mapToObj(i -> elements.item(i).getTextContent())
        .toList();
  }
}
