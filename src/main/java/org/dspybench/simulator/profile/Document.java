package org.dspybench.simulator.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/**
 * A text to be read strictly. Whatever is wrong with it is an {@link IllegalArgumentException}
 * whose message is one line.
 *
 * @param file what to call it in errors
 * @param hasPlaces whether errors tell line and column
 */
record Document(String file, String text, ObjectMapper mapper, boolean hasPlaces) {

  Document(String file, String text, ObjectMapper mapper) {
    this(file, text, mapper, true);
  }

  /** JSON that nobody has seen, so that errors name the field alone. */
  static Document withoutPlaces(String file, String json) {
    return new Document(file, json, ProfileJson.JSON, false);
  }

  /** Reads it as {@code form}, and makes of that what is wanted. */
  <F, T> T read(Class<F> form, Function<F, T> make) {
    Places places = Places.NONE;
    try (JsonParser parser = mapper.createParser(text)) {
      places = Places.of(parser);
      return make.apply(mapper.readValue(text, form));
    } catch (JsonMappingException e) {
      throw error(Refusal.of(e, places), places);
    } catch (JsonProcessingException e) {
      throw Refusal.notWellFormed(file, e);
    } catch (IllegalArgumentException e) {
      throw error(Refusal.of(e, "", places), places);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IllegalArgumentException error(Refusal refusal, Places places) {
    return refusal.at(file, hasPlaces ? places.of(refusal.field()) : null);
  }

  /** Reads it as a tree. */
  JsonNode tree() {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw Refusal.notWellFormed(file, e);
    }
  }
}
