package org.dspybench.console;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --python}, of every command that starts one. */
public final class PythonArgument {

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description = "Python interpreter or virtual environment (default: .venv)")
  private @Nullable Path python;

  /** The one that was asked for. */
  public Optional<Path> path() {
    return Optional.ofNullable(python);
  }
}
