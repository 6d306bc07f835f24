package org.dspybench.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A delivery")
@Timeout(60)
class DeliveryTest {

  private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final Schedule schedule = new Schedule();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    schedule.close();
  }

  /** Answers each request with three pieces, the last two of them a gap apart. */
  private final class ThreePieces extends AbstractHandler {

    @Override
    public void handle(
        String path, Request request, HttpServletRequest servlet, HttpServletResponse response) {
      Exchange exchange = new Exchange(request);
      exchange.readBody(body -> Delivery.start(exchange, reply(), schedule, observer()));
    }

    private Reply reply() {
      long nowNanos = System.nanoTime();
      List<Piece> pieces =
          List.of(
              Piece.of("one,", nowNanos),
              Piece.of("two,", nowNanos + GAP_NANOS),
              Piece.of("three", nowNanos + 2 * GAP_NANOS));
      return new Reply(200, Map.of(), pieces, Ending.COMPLETE);
    }
  }

  @Test
  @DisplayName("writes each piece by itself, and never before it is due")
  void pieces_comeAtTheirTimes() throws Exception {
    try (LmServer server = LmServer.start(LmServer.LOOPBACK, 0, new ThreePieces());
        RawClient client = new RawClient(server.baseUrl())) {
      long startNanos = System.nanoTime();
      client.ask("").readUntil("\r\n\r\n4\r\none,\r\n");
      client.readUntil("4\r\ntwo,\r\n");
      long secondNanos = System.nanoTime() - startNanos;
      client.readUntil("5\r\nthree\r\n0\r\n\r\n");
      long thirdNanos = System.nanoTime() - startNanos;

      assertThat(secondNanos).isGreaterThanOrEqualTo(GAP_NANOS);
      assertThat(thirdNanos).isGreaterThanOrEqualTo(2 * GAP_NANOS);
      assertThat(told.take()).isEqualTo("delivered 200");
    }
  }

  @Test
  @DisplayName("is abandoned, once, when the client goes away between two pieces")
  void delivery_isAbandoned_whenTheClientGoes() throws Exception {
    try (LmServer server = LmServer.start(LmServer.LOOPBACK, 0, new ThreePieces())) {
      try (RawClient client = new RawClient(server.baseUrl())) {
        client.ask("").readUntil("one,\r\n");
      }

      assertThat(told.take()).isEqualTo("abandoned");
    }
    assertThat(told).isEmpty();
  }

  private CallObserver observer() {
    return new CallObserver() {
      @Override
      public void delivered(int status) {
        told.add("delivered " + status);
      }

      @Override
      public void abandoned() {
        told.add("abandoned");
      }
    };
  }
}
