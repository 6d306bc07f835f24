package org.dspybench.batch.chaos;

import org.dspybench.sockets.Reaction;

/** What stands in good and bad answers. */
final class Body {

  static final String JSON = "Content-Type: application/json";
  static final String HTML = "Content-Type: text/html";

  static final String ERROR =
      """
      {"error": {"message": "Not now.", "type": "chaos", "param": null, "code": null}}
      """;
  static final String OTHER_JSON = "{\"data\": [{\"text\": \"fine\"}]}";
  static final String PAGE = "<!DOCTYPE html>\n<html><body><h1>Bad Gateway</h1></body></html>\n";

  private Body() {}

  static Reaction good(String answer) {
    return Reaction.answers(200, answer, JSON);
  }

  /** The same JSON, with ten million spaces in it. */
  static String padded(String json) {
    return "{" + " ".repeat(10_000_000) + json.substring(1);
  }
}
