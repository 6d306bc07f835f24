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
import java.util.Objects;
import java.util.stream.Collectors;
import org.dspybench.simulator.latency.Distribution;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a document, and with which of its fields.
 *
 * @param field its path; "" for the document as a whole
 */
record Refusal(String field, String message) {

  private static final String TYPE = "distribution";

  static Refusal of(JsonMappingException error, Places places) {
    String path = path(error);
    if (error instanceof UnrecognizedPropertyException unknown) {
      return new Refusal(path, "is not known; there are " + names(unknown.getKnownPropertyIds()));
    }
    if (error instanceof InvalidTypeIdException) {
      String type = path.isEmpty() ? TYPE : path + "." + TYPE;
      return new Refusal(
          type,
          (places.has(type) ? "is one of " : "is missing; it is one of ")
              + ProfileJson.DISTRIBUTIONS);
    }
    if (error.getCause() instanceof IllegalArgumentException refused) {
      return of(refused, path, places);
    }
    if (!places.has(path)) {
      return new Refusal(path, "is missing");
    }
    return new Refusal(path, mismatch(error));
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
    String firstLine = error.getOriginalMessage().lines().findFirst().orElse("");
    return error(file, error.getLocation(), firstLine);
  }

  private static IllegalArgumentException error(
      String file, @Nullable JsonLocation place, String message) {
    String where = place == null ? "" : place.getLineNr() + ":" + place.getColumnNr() + ":";
    return new IllegalArgumentException(file + ":" + where + " " + message);
  }

  private static String path(JsonMappingException error) {
    StringBuilder path = new StringBuilder();
    for (Reference reference : error.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
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
        : known.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
