package org.dspybench.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.dspybench.report.document.Chapter;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.Section;
import org.dspybench.report.document.Table;

/** A report in JSON. Figures stand unrounded, each beside the text that other formats show. */
public final class JsonReport {

  private static final JsonMapper JSON = new JsonMapper();
  private static final DefaultIndenter LINES = new DefaultIndenter(" ", "\n");
  private static final ObjectWriter WRITER =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));

  private JsonReport() {}

  /** The whole report, by {@link #schema()}. */
  public static String render(Document document) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode chapters = json.putArray("chapters");
    document.chapters().forEach(chapter -> put(chapter, chapters.addObject()));
    put(document.legend(), json.putArray("legend"));
    try {
      return WRITER.writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts and numbers can be written", e);
    }
  }

  /** The published JSON schema, draft 2020-12, of what {@link #render} gives. */
  public static String schema() {
    try (InputStream schema =
        Objects.requireNonNull(JsonReport.class.getResourceAsStream("report.schema.json"))) {
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.schema.json cannot be read from the jar", e);
    }
  }

  private static void put(Chapter chapter, ObjectNode json) {
    json.put("name", chapter.name());
    put(chapter.provenance(), json.putArray("provenance"));
    ArrayNode sections = json.putArray("sections");
    chapter.sections().forEach(section -> put(section, sections.addObject()));
  }

  private static void put(Section section, ObjectNode json) {
    json.put("id", section.id()).put("kind", section.kind()).put("title", section.title());
    put(section.questions(), json.putArray("questions"));
    section.held().forEach(json.putObject("held")::put);
    put(section.table(), json);
    put(section.conclusions(), json.putArray("conclusions"));
    put(section.footnotes(), json.putArray("footnotes"));
    ArrayNode charts = json.putArray("charts");
    section.charts().forEach(chart -> ChartJson.put(chart, charts.addObject()));
  }

  private static void put(Table table, ObjectNode json) {
    ArrayNode columns = json.putArray("columns");
    for (Table.Column column : table.columns()) {
      columns
          .addObject()
          .put("key", column.key())
          .put("title", column.title())
          .put("unit", column.unit())
          .put("figure", column.isFigure());
    }
    ArrayNode rows = json.putArray("rows");
    table.rows().forEach(row -> FigureJson.put(table.columns(), row, rows.addObject()));
  }

  private static void put(List<String> texts, ArrayNode json) {
    texts.forEach(json::add);
  }
}
