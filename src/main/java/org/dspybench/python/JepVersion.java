package org.dspybench.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Whether Jep's Java part, in this jar, and its native part, in the Python environment, fit each
 * other. They do when major and minor version agree: within 4.3 only C files have changed.
 */
public final class JepVersion {

  private JepVersion() {}

  /** Version of the Java part. */
  public static String ofJavaPart() {
    Properties properties = new Properties();
    try (InputStream in =
        JepVersion.class.getResourceAsStream("/META-INF/maven/org.ninia/jep/pom.properties")) {
      if (in == null) {
        throw new IllegalStateException("Jep's pom.properties is missing from the class path");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("Jep's pom.properties cannot be read", e);
    }
    return properties.getProperty("version");
  }

  static void requireFit(String nativePart, Path executable) {
    String javaPart = ofJavaPart();
    if (!minor(javaPart).equals(minor(nativePart))) {
      throw new PythonUnavailableException(
          "Jep's Java part is "
              + javaPart
              + ", but the environment of "
              + executable
              + " has its native part in "
              + nativePart
              + "; install jep "
              + minor(javaPart)
              + " there, or "
              + PythonEnvironment.REMEDY);
    }
  }

  /**
   * Refuses a native part that was built for another Python than the environment's: the system's
   * loader then found that one's libpython, whose version is {@code embedded}.
   */
  static void requireSamePython(String embedded, PythonEnvironment environment) {
    if (!embedded.equals(environment.version())) {
      throw new PythonUnavailableException(
          "the jep in the environment of "
              + environment.executable()
              + " embeds Python "
              + embedded
              + ", but the environment is one of Python "
              + environment.version()
              + "; build jep anew there with: pip install --force-reinstall --no-cache-dir jep=="
              + environment.packageVersion("jep").orElseGet(JepVersion::ofJavaPart));
    }
  }

  private static String minor(String version) {
    String[] parts = version.split("\\.", -1);
    return parts.length < 2 ? version : parts[0] + "." + parts[1];
  }
}
