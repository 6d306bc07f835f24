package org.dspybench.results.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dspybench.results.ResultDirectory;
import org.dspybench.results.ResultFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationDirectoryTest {

  private static final Machine OTHER = new Machine(null, 64, "21.0.1");

  @TempDir private Path folder;

  @Test
  void newestOf_givesBackWhatWasAdded_alsoWhereTheProcessorIsUnknown() throws IOException {
    Calibration added = Calibrations.at("2026-11-23T10:00:00Z", 5_000, OTHER);
    CalibrationDirectory directory = new CalibrationDirectory(folder.resolve("new"));

    Path file = directory.add(added);

    assertThat(file).hasFileName("2026-11-23-0444175.calibration.json");
    assertThat(directory.newestOf(OTHER)).contains(added);
  }

  @Test
  void newestOf_goesByTheStart_andPassesOverOtherMachines() throws IOException {
    CalibrationDirectory directory = new CalibrationDirectory(folder);
    directory.add(Calibrations.at("2026-11-23T18:00:00Z", 2));
    directory.add(Calibrations.at("2026-11-23T09:00:00Z", 1));
    directory.add(Calibrations.at("2026-11-24T09:00:00Z", 3, OTHER));

    assertThat(directory.newestOfThisMachine())
        .contains(Calibrations.at("2026-11-23T18:00:00Z", 2));
  }

  @Test
  void newestOf_isEmpty_withoutACalibrationOrADirectory() throws IOException {
    assertThat(new CalibrationDirectory(folder).newestOfThisMachine()).isEmpty();
    assertThat(new CalibrationDirectory(folder.resolve("none")).newestOfThisMachine()).isEmpty();
  }

  @Test
  void add_neverReplacesACalibration() throws IOException {
    CalibrationDirectory directory = new CalibrationDirectory(folder);
    directory.add(Calibrations.at("2026-11-23T09:00:00Z", 1));

    assertThat(directory.add(Calibrations.at("2026-11-23T10:00:00Z", 2)))
        .hasFileName("2026-11-23-0444175-2.calibration.json");
  }

  @Test
  void newestOf_refusesInOneLine_whatIsNoCalibration() throws IOException {
    Path cut = Files.writeString(folder.resolve("a.calibration.json"), "{\"startedAt\": \"2026");

    assertThatThrownBy(() -> new CalibrationDirectory(folder).newestOfThisMachine())
        .isInstanceOf(ResultFileException.class)
        .hasMessage(cut + ": is no calibration, or one cut short; remove it, and calibrate again");
  }

  @Test
  void aCalibration_isNoResultFile() throws IOException {
    new CalibrationDirectory(folder).add(Calibrations.at("2026-11-23T09:00:00Z", 1));

    assertThatThrownBy(() -> ResultDirectory.newest(folder))
        .isInstanceOf(ResultFileException.class)
        .hasMessageContaining("holds no result file");
  }
}
