package org.dspybench.batch;

import java.net.URI;
import java.nio.file.Path;
import org.dspybench.lm.Endpoint;

/** Options for programs that make no call of a model. */
final class NoLm {

  private NoLm() {}

  static BatchOptions.Builder options() {
    Endpoint nowhere =
        new Endpoint(URI.create("http://127.0.0.1:9/v1"), "none", "DSPYBENCH_TEST_KEY");
    return BatchOptions.to(nowhere)
        .path(Path.of("src/test/resources/programs"))
        .program("dspybench.controls:Empty");
  }
}
