package org.dspybench.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dspybench.simulator.answer.Conversation;
import org.dspybench.simulator.answer.InvalidRequestException;
import org.dspybench.simulator.answer.OpenAiJson;
import org.dspybench.simulator.answer.StreamEvent;
import org.dspybench.simulator.call.Arrival;
import org.dspybench.simulator.call.Epoch;
import org.dspybench.simulator.call.Fate;
import org.dspybench.simulator.call.PlannedCall;
import org.dspybench.simulator.draw.Draws;
import org.dspybench.simulator.fault.FaultAsked;
import org.dspybench.simulator.provider.ErrorReply;
import org.dspybench.simulator.provider.OpenAiErrors;
import org.jspecify.annotations.Nullable;

/** A path at which answers are asked for. */
final class LmEndpoint {

  /** Reads a request's body. */
  @FunctionalInterface
  interface Parser {

    Conversation parse(byte[] body) throws InvalidRequestException;
  }

  private static final double MILLI_NANOS = 1e6;
  private static final int DIGEST_BYTES = 8;

  private final Parser parser;
  private final Supplier<Epoch> currentEpoch;
  private final Schedule schedule;

  LmEndpoint(Parser parser, Supplier<Epoch> currentEpoch, Schedule schedule) {
    this.parser = parser;
    this.currentEpoch = currentEpoch;
    this.schedule = schedule;
  }

  /** Answers a request as its epoch decides. */
  void take(Exchange exchange) {
    exchange.readBody(body -> take(exchange, body));
  }

  private void take(Exchange exchange, byte[] body) {
    Optional<FaultAsked> fault;
    try {
      fault = exchange.header(FaultAsked.HEADER).map(FaultAsked::parse);
    } catch (IllegalArgumentException e) {
      refuse(exchange, String.valueOf(e.getMessage()), FaultAsked.HEADER, null);
      return;
    }
    try {
      answer(exchange, parser.parse(body), body.length, fault);
    } catch (InvalidRequestException e) {
      refuse(exchange, String.valueOf(e.getMessage()), e.parameter(), e.code());
    }
  }

  private void answer(
      Exchange exchange, Conversation conversation, int bodyBytes, Optional<FaultAsked> fault) {
    Epoch epoch = currentEpoch.get();
    PlannedCall call = epoch.arrive(arrival(exchange, conversation, bodyBytes, fault));
    Delivery.start(exchange, reply(call, conversation), schedule, observer(epoch, call));
  }

  private void refuse(
      Exchange exchange, String message, @Nullable String parameter, @Nullable String code) {
    byte[] error = OpenAiJson.bytes(OpenAiErrors.invalidRequest(message, parameter, code));
    Delivery.start(exchange, Reply.json(400, error), schedule, CallObserver.NONE);
  }

  private static Arrival arrival(
      Exchange exchange, Conversation conversation, int bodyBytes, Optional<FaultAsked> fault) {
    return new Arrival(
        conversation.key(),
        exchange.header("authorization").map(LmEndpoint::digest).orElse(""),
        conversation.model(),
        conversation.charge(),
        conversation.mostTokens(),
        bodyBytes,
        exchange.arrivedNanos(),
        fault);
  }

  private static Reply reply(PlannedCall call, Conversation conversation) {
    if (call.fate() instanceof Fate.Refused refused) {
      return refusal(call, refused.reply());
    }
    Reply answer = answer(call, conversation);
    return call.fate() instanceof Fate.Broken broken ? Breakage.of(broken.kind(), answer) : answer;
  }

  private static Reply refusal(PlannedCall call, ErrorReply error) {
    Map<String, String> headers = headers(call, Reply.JSON, call.timing().totalNanos());
    headers.putAll(error.headers());
    Piece body = Piece.of(OpenAiJson.bytes(error.body()), call.arrivedNanos());
    return new Reply(error.status(), headers, List.of(body), Ending.COMPLETE);
  }

  private static Reply answer(PlannedCall call, Conversation conversation) {
    int tokens = call.timing().outputTokens();
    if (conversation.isStreamed()) {
      long span = call.dueNanos() - call.firstTokenDueNanos();
      List<Piece> events =
          conversation.events(call.attempt(), tokens).stream()
              .map(event -> piece(event, call.firstTokenDueNanos(), span))
              .toList();
      String type = "text/event-stream; charset=utf-8";
      Map<String, String> headers = headers(call, type, call.timing().firstTokenNanos());
      return new Reply(200, headers, events, Ending.COMPLETE);
    }
    Piece body = Piece.of(conversation.body(call.attempt(), tokens), call.dueNanos());
    Map<String, String> headers = headers(call, Reply.JSON, call.timing().totalNanos());
    return new Reply(200, headers, List.of(body), Ending.COMPLETE);
  }

  private static Piece piece(StreamEvent event, long firstNanos, long spanNanos) {
    return Piece.of(event.text(), firstNanos + Math.round(event.position() * spanNanos));
  }

  /**
   * What comes with every reply to a call.
   *
   * @param processingNanos the time planned until the reply begins
   */
  private static Map<String, String> headers(
      PlannedCall call, String contentType, long processingNanos) {
    Map<String, String> headers = new LinkedHashMap<>(call.limitHeaders());
    headers.put(Reply.CONTENT_TYPE, contentType);
    headers.put("openai-processing-ms", Long.toString(Math.round(processingNanos / MILLI_NANOS)));
    headers.put("openai-version", "2020-10-01");
    headers.put("x-request-id", "req_" + call.key() + "-" + call.attempt());
    return headers;
  }

  private static CallObserver observer(Epoch epoch, PlannedCall call) {
    return new CallObserver() {
      @Override
      public void delivered(int status) {
        epoch.delivered(call, status);
      }

      @Override
      public void abandoned() {
        epoch.abandoned(call);
      }
    };
  }

  /** Tells accounts apart without knowing their keys. */
  private static String digest(String authorization) {
    byte[] digest = Draws.sha256(authorization.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(Arrays.copyOf(digest, DIGEST_BYTES));
  }
}
