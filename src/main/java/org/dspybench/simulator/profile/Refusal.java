package org.dspybench.simulator.profile;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.simulator.latency.Distribution;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What is wrong with a document, and with which of its fields.
 *
 * @param field its path; "" for the document as a whole
 */
record Refusal(String field, String message) {

  static Refusal of(JsonMappingException error, Places places) {
    String path = path(error);
    if (error instanceof UnrecognizedPropertyException unknown) {
      return new Refusal(
          path, "is not known; the fields are " + names(unknown.getKnownPropertyIds()));
    }
    if (error instanceof InvalidTypeIdException invalid) {
      String type = Places.child(path, ProfileJson.DISTRIBUTION);
      return new Refusal(
          type,
          places.has(type)
              ? "must be one of "
                  + ProfileJson.DISTRIBUTIONS
                  + ", not '"
                  + invalid.getTypeId()
                  + "'"
              : "is missing; it is one of " + ProfileJson.DISTRIBUTIONS);
    }
    if (error.getCause() instanceof IllegalArgumentException refused) {
      return of(refused, path, places);
    }
    if (!places.has(path)) {
      return new Refusal(path, missing(path, places));
    }
    return new Refusal(path, (path.isEmpty() ? "the document " : "") + mismatch(error));
  }

  /** What a constructor refuses, told of the field that its message names. */
  static Refusal of(IllegalArgumentException error, String path, Places places) {
    String message = String.valueOf(error.getMessage());
    return new Refusal(places.fieldNamed(path, message).orElse(path), message);
  }

  /** One line: {@code FILE:LINE:COLUMN: field: what is wrong}. */
  IllegalArgumentException at(String file, @Nullable JsonLocation place) {
    return error(file, place, (field.isEmpty() ? "" : field + ": ") + message);
  }

  static IllegalArgumentException notWellFormed(String file, JsonProcessingException error) {
    if (error.getCause() instanceof MarkedYAMLException yaml) {
      return notYaml(file, yaml);
    }
    String firstLine = error.getOriginalMessage().lines().findFirst().orElse("");
    return error(file, error.getLocation(), firstLine);
  }

  private static IllegalArgumentException notYaml(String file, MarkedYAMLException error) {
    Mark mark = error.getProblemMark();
    JsonLocation place =
        new JsonLocation(null, mark.getIndex(), mark.getLine() + 1, mark.getColumn() + 1);
    String message =
        Stream.of(error.getContext(), error.getProblem())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(": "));
    return error(file, place, message);
  }

  private static IllegalArgumentException error(
      String file, @Nullable JsonLocation place, String message) {
    String where = place == null ? "" : place.getLineNr() + ":" + place.getColumnNr() + ":";
    return new IllegalArgumentException(file + ":" + where + " " + message);
  }

  private static String path(JsonMappingException error) {
    String path = "";
    for (Reference reference : error.getPath()) {
      path =
          reference.getFieldName() == null
              ? path + "[" + reference.getIndex() + "]"
              : Places.child(path, reference.getFieldName());
    }
    return path;
  }

  /** A field that is missing may be there under a name that is misspelt. */
  private static String missing(String path, Places places) {
    List<String> found = places.fieldsOf(Places.parent(path));
    return "is missing" + (found.isEmpty() ? "" : "; given: " + String.join(", ", found));
  }

  private static String mismatch(JsonMappingException error) {
    if (error instanceof MismatchedInputException mismatch) {
      String expected = "must be " + expected(mismatch.getTargetType());
      return error instanceof InvalidFormatException invalid
          ? expected + ", not '" + invalid.getValue() + "'"
          : expected;
    }
    return error.getOriginalMessage().lines().findFirst().orElse("");
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
              .map(constant -> ProfileJson.JSON.convertValue(constant, String.class))
              .collect(Collectors.joining(", "));
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == Distribution.class) {
      return "a distribution or a number";
    }
    if (type == LocalDate.class) {
      return "a date such as 2026-08-01";
    }
    if (type == String.class) {
      return "a text";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  private static String names(@Nullable Collection<Object> known) {
    return known == null
        ? "others"
        : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }
}
