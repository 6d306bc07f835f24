package org.dspybench.simulator.wire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dspybench.simulator.answer.Answers;
import org.dspybench.simulator.answer.ChatRequest;
import org.dspybench.simulator.answer.OpenAiJson;
import org.dspybench.simulator.answer.ResponsesRequest;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.control.ControlPaths;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;

/** The simulated endpoint's paths, and its own. It leaves all others to who comes after it. */
public final class SimulatorHandler extends AbstractHandler {

  private final Schedule schedule = new Schedule();
  private final ControlEndpoint control;
  private final LmEndpoint chat;
  private final LmEndpoint responses;

  /**
   * A handler for one server.
   *
   * @param answers to questions that are not to be answered by rule
   * @param onCallEnd gets each call when it has ended; it must not block
   */
  public SimulatorHandler(
      SimulatorSettings settings, Answers answers, Consumer<SimulatedCall> onCallEnd) {
    control = new ControlEndpoint(settings, onCallEnd);
    chat = endpoint(body -> ChatRequest.parse(body, answers));
    responses = endpoint(body -> ResponsesRequest.parse(body, answers));
  }

  private LmEndpoint endpoint(LmEndpoint.Parser parser) {
    return new LmEndpoint(parser, control::currentEpoch, schedule);
  }

  /** Begins a new epoch. A call still in flight counts for the one in which it arrived. */
  public void begin(SimulatorSettings settings) {
    control.begin(settings);
  }

  /** As {@link #begin}, but nobody is told of the epoch's calls. */
  public void rehearse(SimulatorSettings settings) {
    control.rehearse(settings);
  }

  @Override
  public void handle(
      String path,
      Request request,
      HttpServletRequest servletRequest,
      HttpServletResponse response) {
    switch (request.getMethod() + " " + path) {
      case "POST /v1/chat/completions" -> chat.take(new Exchange(request));
      case "POST /v1/responses" -> responses.take(new Exchange(request));
      case "GET /v1/models" -> send(request, () -> Reply.json(200, OpenAiJson.models()));
      case "GET " + ControlPaths.HEALTH -> send(request, control::health);
      case "GET " + ControlPaths.STATS -> send(request, control::stats);
      case "GET " + ControlPaths.CALLS -> send(request, control::calls);
      case "GET " + ControlPaths.VERDICT -> send(request, control::verdict);
      case "POST " + ControlPaths.RESET -> send(request, control::reset);
      case "PUT " + ControlPaths.SETTINGS -> configure(new Exchange(request));
      default -> {
        // Not handled here: Jetty asks the next handler.
      }
    }
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    schedule.close();
  }

  private void configure(Exchange exchange) {
    exchange.readBody(body -> send(exchange, control.configure(body)));
  }

  private void send(Request request, Supplier<Reply> reply) {
    Exchange exchange = new Exchange(request);
    exchange.readBody(ignored -> send(exchange, reply.get()));
  }

  private void send(Exchange exchange, Reply reply) {
    Delivery.start(exchange, reply, schedule, CallObserver.NONE);
  }
}
