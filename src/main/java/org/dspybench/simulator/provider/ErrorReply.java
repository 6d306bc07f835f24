package org.dspybench.simulator.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal in a provider's words.
 *
 * @param status above 399
 * @param headers besides content type and length, hints included
 * @param body the error object
 * @param waitAsked the shortest wait that headers or message ask for; empty where they say nothing
 *     of it
 */
public record ErrorReply(
    int status, Map<String, String> headers, ObjectNode body, Optional<Duration> waitAsked) {}
