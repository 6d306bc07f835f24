package org.dspybench.simulator.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.dspybench.python.PythonEnvironment;

/** A script of {@code src/test/python} that asks through a client from its own package. */
final class PythonClient implements AutoCloseable {

  private static final Path SCRIPTS = Path.of("src", "test", "python");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader results;

  private PythonClient(Process process) {
    this.process = process;
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.results = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a script. */
  static PythonClient start(String script, URI baseUrl) {
    Path python = PythonEnvironment.find(Optional.empty()).executable();
    ProcessBuilder builder =
        new ProcessBuilder(python.toString(), SCRIPTS.resolve(script).toString(), baseUrl + "");
    builder.environment().put("LITELLM_LOCAL_MODEL_COST_MAP", "True");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    try {
      return new PythonClient(builder.redirectError(Redirect.DISCARD).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Asks a question.
   *
   * @param way as the script names it
   * @return an object with {@code answer}, or with {@code error}, {@code status} and {@code
   *     message}
   */
  JsonNode ask(String way, String question) {
    try {
      questions.write(JSON.writeValueAsString(Map.of("way", way, "question", question)));
      questions.newLine();
      questions.flush();
      String result = results.readLine();
      if (result == null) {
        throw new IOException("the client ended; run its script by hand to see why");
      }
      return JSON.readTree(result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
