package org.dspybench.simulator.clients;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Tests of one client for Python, whose process and provider serve all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithPythonClient {

  final Provider provider = new Provider();
  final PythonClient client;

  WithPythonClient(String script) {
    client = PythonClient.start(script, provider.lm().baseUrl());
  }

  @AfterAll
  void end() {
    client.close();
    provider.close();
  }
}
