package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A function that the model may call.
 *
 * @param parameters the JSON schema of its arguments
 */
record Tool(String name, JsonNode parameters) {}
