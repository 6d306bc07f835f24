package org.dspybench.simulator.wire;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.List;
import org.dspybench.simulator.answer.OpenAiJson;
import org.dspybench.simulator.provider.OpenAiErrors;

/**
 * The simulator inside WireMock. The filter takes every request before stub matching, which would
 * copy it three times more and decides nothing here; the transformer makes the response. It works
 * on the response rather than on its definition, because only there can a body be a stream and so
 * hold the part of a delay that is under a millisecond.
 */
public final class SimulatorExtension implements StubRequestFilterV2, ResponseTransformerV2 {

  private final ControlEndpoint control;
  private final ChatEndpoint chat;

  public SimulatorExtension(ControlEndpoint control) {
    this.control = control;
    this.chat = new ChatEndpoint(control::currentEpoch);
  }

  @Override
  public String getName() {
    return "lm-simulator";
  }

  @Override
  public RequestFilterAction filter(Request request, ServeEvent serveEvent) {
    return RequestFilterAction.stopWith(WireMock.ok().build());
  }

  @Override
  public Response transform(Response response, ServeEvent serveEvent) {
    long arrivedNanos = System.nanoTime();
    Reply reply = route(serveEvent.getRequest(), arrivedNanos);
    List<HttpHeader> headers = new ArrayList<>(reply.headers().size() + 2);
    headers.add(HttpHeader.httpHeader("Content-Type", "application/json"));
    headers.add(HttpHeader.httpHeader("Content-Length", Integer.toString(reply.length())));
    reply.headers().forEach((name, value) -> headers.add(HttpHeader.httpHeader(name, value)));
    return Response.response()
        .status(reply.status())
        .headers(new HttpHeaders(headers))
        .body(reply.body())
        .incrementInitialDelay(reply.delay().toMillis())
        .build();
  }

  private Reply route(Request request, long arrivedNanos) {
    String path = path(request.getUrl());
    return switch (request.getMethod().getName() + " " + path) {
      case "POST /v1/chat/completions" -> chat.reply(request.getBody(), arrivedNanos);
      case "GET /v1/models" -> Reply.json(200, OpenAiJson.models());
      case "GET " + ControlEndpoint.HEALTH -> control.health();
      case "GET " + ControlEndpoint.STATS -> control.stats();
      case "GET " + ControlEndpoint.CALLS -> control.calls();
      case "POST " + ControlEndpoint.RESET -> control.reset();
      case "PUT " + ControlEndpoint.SETTINGS -> control.configure(request.getBody());
      default -> notFound(request.getMethod().getName(), path);
    };
  }

  private static Reply notFound(String method, String path) {
    String message = "Invalid URL (" + method + " " + path + ")";
    return Reply.json(404, OpenAiJson.bytes(OpenAiErrors.invalidRequest(message, null)));
  }

  private static String path(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }
}
