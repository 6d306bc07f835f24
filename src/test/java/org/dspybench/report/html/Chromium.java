package org.dspybench.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A headless Chromium with one tab, driven by its DevTools protocol; it resolves no host name. Ends
 * with {@link #close()}.
 */
final class Chromium implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final WebSocket socket;
  private final Answers answers;
  private final AtomicInteger lastId = new AtomicInteger();

  private Chromium(Process process, WebSocket socket, Answers answers) {
    this.process = process;
    this.socket = socket;
    this.answers = answers;
  }

  /** The program, where this machine has one. */
  static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(
            directory ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(Path.of(directory)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param home for all that it writes; it is the caller's
   */
  static Chromium start(Path program, Path home) throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // a container's root has none
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--remote-debugging-port=0",
                "--user-data-dir=" + home,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("chromium.log").toFile())
            .start();
    try {
      Answers answers = new Answers();
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(tab(port(process, home)), answers)
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      Chromium chromium = new Chromium(process, socket, answers);
      for (String domain : List.of("Page", "Runtime", "Log", "Network", "DOM")) {
        chromium.send(domain + ".enable");
      }
      return chromium;
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static int port(Process process, Path home) throws Exception {
    Path file = home.resolve("DevToolsActivePort");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file) && !Files.readAllLines(file).isEmpty()) {
        return Integer.parseInt(Files.readAllLines(file).get(0));
      }
      Thread.sleep(50);
    }
    throw new IOException(
        "Chromium did not start: " + Files.readString(home.resolve("chromium.log")));
  }

  private static URI tab(int port) throws IOException, InterruptedException {
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json")).build();
    String body =
        HttpClient.newHttpClient().send(list, HttpResponse.BodyHandlers.ofString()).body();
    for (JsonNode target : JSON.readTree(body)) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("Chromium has no tab: " + body);
  }

  /** Opens a page, and waits until it is loaded and drawn. */
  void open(Path page) throws Exception {
    send("Page.navigate", Map.of("url", page.toUri().toString()));
    evaluate(
        """
        new Promise(done => {
          const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
          if (location.protocol === "file:" && document.readyState === "complete") drawn();
          else addEventListener("load", drawn);
        })""");
  }

  /** The value of a JavaScript expression; a promise's when it is there. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.path("exceptionDetails").toString());
    }
    return answer.at("/result/value");
  }

  /** Presses and releases a key such as {@code Tab} or {@code Enter}. */
  void press(String key, int code, String text) throws Exception {
    Map<String, Object> event =
        Map.of("key", key, "code", key, "windowsVirtualKeyCode", code, "text", text);
    send("Input.dispatchKeyEvent", with(event, "type", "keyDown"));
    send("Input.dispatchKeyEvent", with(event, "type", "keyUp"));
  }

  private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
    Map<String, Object> larger = new HashMap<>(map);
    larger.put(key, value);
    return larger;
  }

  /** Makes the window so large. */
  void resize(int width, int height) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(() => done(true), 100)))");
  }

  /** Prefers a colour scheme: {@code light} or {@code dark}. */
  void prefer(String scheme) throws Exception {
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** A picture of the whole page. */
  void screenshot(Path file) throws Exception {
    JsonNode answer =
        send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
  }

  /** The page as it is printed. */
  void print(Path file) throws Exception {
    JsonNode answer =
        send("Page.printToPDF", Map.of("printBackground", false, "preferCSSPageSize", true));
    Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
  }

  /** What was said on the console, what went wrong, and what was asked for, since the start. */
  List<JsonNode> events(String... methods) {
    List<String> wanted = List.of(methods);
    return answers.events.stream().filter(e -> wanted.contains(e.path("method").asText())).toList();
  }

  private JsonNode send(String method) throws Exception {
    return send(method, Map.of());
  }

  private JsonNode send(String method, Map<String, ?> parameters) throws Exception {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.expected.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    try {
      JsonNode content = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (content.has("error")) {
        throw new AssertionError(method + ": " + content.path("error"));
      }
      return content.path("result");
    } catch (TimeoutException e) {
      throw new AssertionError(method + " is not answered", e);
    } catch (ExecutionException e) {
      throw new AssertionError(method + " failed", e);
    }
  }

  @Override
  public void close() throws Exception {
    send("Browser.close");
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Puts messages together, and answers to those who wait for them. */
  private static final class Answers implements WebSocket.Listener {

    private final Map<Integer, CompletableFuture<JsonNode>> expected = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<CharSequence> parts = new ArrayList<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean isLast) {
      parts.add(data.toString());
      if (isLast) {
        take(String.join("", parts));
        parts.clear();
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void take(String text) {
      try {
        JsonNode message = JSON.readTree(text);
        CompletableFuture<JsonNode> waiting = expected.remove(message.path("id").asInt(-1));
        if (waiting == null) {
          events.add(message);
        } else {
          waiting.complete(message);
        }
      } catch (IOException e) {
        expected.values().forEach(waiting -> waiting.completeExceptionally(e));
      }
    }
  }
}
