package org.dspybench.results.calibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dspybench.results.ResultFileException;

/** The JSON form of a calibration: its records, field by field. */
public final class CalibrationJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final ObjectWriter WRITER =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private CalibrationJson() {}

  /** A calibration as JSON, with a newline at its end. */
  public static String of(Calibration calibration) {
    try {
      return WRITER.writeValueAsString(calibration) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers can be written", e);
    }
  }

  /**
   * Reads what {@link #of} wrote; fields of newer versions are passed over.
   *
   * @throws ResultFileException where it is something else
   */
  static Calibration read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readString(file), Calibration.class);
    } catch (JsonProcessingException e) {
      throw new ResultFileException(
          file, "is no calibration, or one cut short; remove it, and calibrate again");
    }
  }
}
