package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** Bodies as OpenAI sends them. */
public final class OpenAiJson {

  private OpenAiJson() {}

  /**
   * <a href="https://platform.openai.com/docs/api-reference/models/list">The list of models</a>,
   * with one that stands for all.
   */
  public static byte[] models() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
    ObjectNode model = json.putArray("data").addObject();
    model.put("id", "simulated").put("object", "model").put("created", 0);
    model.put("owned_by", "dspybench");
    return bytes(json);
  }

  public static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
