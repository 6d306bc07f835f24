package org.dspybench.python;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The places where a Python environment is looked for, in order. The first one that is named
 * decides: a wrong path in a variable is an error, not a reason to look further.
 *
 * @param property a system property's value, or null
 * @param variable an environment variable's value, or null
 * @param folders where a {@code .venv} may lie, most specific first
 */
record EnvironmentSearch(
    Function<String, Optional<String>> property,
    Function<String, Optional<String>> variable,
    List<Path> folders) {

  static EnvironmentSearch ofThisProcess() {
    return new EnvironmentSearch(
        name -> Optional.ofNullable(System.getProperty(name)),
        name -> Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank()),
        Stream.concat(jarFolders(), Stream.of(Path.of("").toAbsolutePath())).distinct().toList());
  }

  Path find(Optional<Path> explicit) {
    Stream<Optional<Named>> named =
        Stream.of(
            explicit.map(path -> new Named("--python", path)),
            property
                .apply(PythonEnvironment.PROPERTY)
                .map(value -> new Named("-D" + PythonEnvironment.PROPERTY, Path.of(value))),
            ofVariable("DSPYBENCH_PYTHON"),
            ofVariable("VIRTUAL_ENV"));
    return named
        .flatMap(Optional::stream)
        .findFirst()
        .map(Named::interpreter)
        .orElseGet(this::besideOrHere);
  }

  private Optional<Named> ofVariable(String name) {
    return variable.apply(name).map(value -> new Named(name, Path.of(value)));
  }

  private Path besideOrHere() {
    return folders.stream()
        .map(folder -> PythonEnvironment.interpreterIn(folder.resolve(".venv")))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new PythonUnavailableException(
                    "no Python environment: DSPYBENCH_PYTHON and VIRTUAL_ENV are not set, and there is no"
                        + " .venv in "
                        + String.join(" or ", folders.stream().map(Path::toString).toList())
                        + "; "
                        + PythonEnvironment.REMEDY));
  }

  /** The folder of the running jar, and the one above it: {@code target} lies in the repository. */
  private static Stream<Path> jarFolders() {
    try {
      URI location =
          PythonEnvironment.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path folder = Path.of(location).getParent();
      return Stream.of(folder, folder == null ? null : folder.getParent())
          .filter(Objects::nonNull)
          .map(Objects::requireNonNull);
    } catch (URISyntaxException e) {
      return Stream.empty();
    }
  }

  private record Named(String source, Path path) {

    Path interpreter() {
      return PythonEnvironment.interpreterIn(path)
          .orElseThrow(
              () ->
                  new PythonUnavailableException(
                      source
                          + " names "
                          + path
                          + ", which is neither a Python interpreter nor a virtual environment; "
                          + PythonEnvironment.REMEDY));
    }
  }
}
