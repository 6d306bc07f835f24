package org.dspybench.simulator.answer.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;

/** How the fields of an answer become one text. */
public enum Layout {
  /** Sections with a header each, for DSPy's {@code ChatAdapter}. */
  SECTIONS {
    @Override
    void append(StringBuilder text, FieldValue field) {
      text.append("[[ ## ").append(field.name()).append(" ## ]]\n").append(plain(field.value()));
    }

    @Override
    DraftText close(StringBuilder text, int padAt) {
      return new DraftText(text.append("\n\n[[ ## completed ## ]]").toString(), padAt);
    }
  },

  /** One JSON object, for DSPy's {@code JSONAdapter} and for {@code response_format}. */
  JSON {
    @Override
    void append(StringBuilder text, FieldValue field) {
      text.append(TextNode.valueOf(field.name())).append(':').append(field.value());
    }

    @Override
    String separator() {
      return ",";
    }

    @Override
    DraftText close(StringBuilder text, int padAt) {
      // The brace in front makes up for the quote that closes the value.
      return new DraftText("{" + text + "}", padAt);
    }
  },

  /** An element for each field, for DSPy's {@code XMLAdapter}. */
  XML {
    @Override
    void append(StringBuilder text, FieldValue field) {
      if (field.form() == FieldValue.Form.ELEMENTS) {
        Xml.append(text, field.name(), field.value());
        return;
      }
      text.append('<').append(field.name()).append(">\n");
      Xml.appendText(text, plain(field.value()));
      text.append("\n</").append(field.name()).append('>');
    }

    @Override
    int endOfValue(StringBuilder text, FieldValue field) {
      return text.length() - "\n</>".length() - field.name().length();
    }

    @Override
    DraftText close(StringBuilder text, int padAt) {
      return new DraftText(text.toString(), padAt);
    }
  };

  abstract void append(StringBuilder text, FieldValue field);

  abstract DraftText close(StringBuilder text, int padAt);

  /** The text of all fields, in order. It can be extended at the end of its last open field. */
  public DraftText write(List<FieldValue> fields) {
    StringBuilder text = new StringBuilder();
    int padAt = DraftText.NOWHERE;
    for (FieldValue field : fields) {
      text.append(text.isEmpty() ? "" : separator());
      append(text, field);
      padAt = field.isOpen() ? endOfValue(text, field) : padAt;
    }
    return close(text, padAt);
  }

  String separator() {
    return "\n\n";
  }

  /** Where the value of the field that was appended last ends, in the closed text. */
  int endOfValue(StringBuilder text, FieldValue field) {
    return text.length();
  }

  /** A value as Python would print it: texts without quotes, truth values with a capital. */
  private static String plain(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    String json = value.toString();
    return value.isBoolean()
        ? json.substring(0, 1).toUpperCase(Locale.ROOT) + json.substring(1)
        : json;
  }
}
