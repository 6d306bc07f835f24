package org.dspybench.simulator.answer.dspy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What Python prints")
class PythonTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a': {'type': 'string'}, 'b': None} | {\"a\":{\"type\":\"string\"},\"b\":null}",
        "[1, -2.5, 1e3, True, False] | [1,-2.5,1E+3,true,false]",
        "\"it's\" | \"it's\"",
        "'it\\'s \\x41\\u00e4\\n' | \"it's A\u00e4\\n\"",
        "('x',) | [\"x\"]",
        "{} | {}"
      })
  @DisplayName("is read as the same value")
  void literal_isRead(String python, String json) {
    assertThat(PythonLiteral.parse(python).orElseThrow()).hasToString(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{'a': <object>}", "{'a'", "name", "'open", "{} {}"})
  @DisplayName("is nothing where it is no literal")
  void literal_isEmpty_whenItIsNone(String python) {
    assertThat(PythonLiteral.parse(python)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "str | {\"type\":\"string\"}",
        "list[int] | {\"type\":\"array\",\"items\":{\"type\":\"integer\"}}",
        "dict[str, list[float]] | {\"type\":\"object\",\"additionalProperties\":{\"type\":\"array\",\"items\":{\"type\":\"number\"}}}",
        "dict[str, Any] | {\"type\":\"object\"}",
        "Literal['a, b', 2] | {\"enum\":[\"a, b\",2]}",
        "Union[Literal['x]'], NoneType] | {\"anyOf\":[{\"enum\":[\"x]\"]},{\"type\":\"null\"}]}"
      })
  @DisplayName("of a type is its JSON schema")
  void type_isSchema(String type, String schema) {
    assertThat(PythonType.schema(type).orElseThrow()).hasToString(schema);
  }

  @Test
  @DisplayName("of a class says nothing")
  void type_isEmpty_forClasses() {
    assertThat(PythonType.schema("Person")).isEmpty();
    assertThat(PythonType.schema("list[Person]")).isEmpty();
  }
}
