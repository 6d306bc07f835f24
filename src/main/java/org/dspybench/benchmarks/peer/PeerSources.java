package org.dspybench.benchmarks.peer;

import java.nio.file.Path;
import java.util.List;
import org.dspybench.python.PythonSources;

/** The peers' Python modules. */
final class PeerSources {

  static final String PACKAGE = "peers";

  private static final List<String> MODULES =
      List.of(
          "__init__.py", "__main__.py", "batches.py", "program.py", "protocol.py", "sidecar.py");

  private PeerSources() {}

  /** Writes the modules out. Returns the folder to put on Python's path. */
  static Path unpack() {
    return PythonSources.unpack(PACKAGE, MODULES);
  }
}
