package org.dspybench.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {

  private final ResponseReader reader = new ResponseReader();

  @Test
  void take_isTrueAtTheLastByte_whateverThePieces() throws IOException {
    byte[] response = bytes("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 5\r\n\r\nhello");
    for (int i = 0; i < response.length - 1; i++) {
      assertThat(reader.take(ByteBuffer.wrap(response, i, 1))).as("byte %d", i).isFalse();
    }
    assertThat(reader.take(ByteBuffer.wrap(response, response.length - 1, 1))).isTrue();
    assertThat(reader.status()).isEqualTo(503);
  }

  @Test
  void take_readsTheNextResponse_afterClear() throws IOException {
    String body = "x".repeat(20_000);
    for (int status : new int[] {200, 429}) {
      String response = "HTTP/1.1 %d X\r\nContent-Length: 20000\r\n\r\n%s".formatted(status, body);
      reader.clear();
      assertThat(reader.take(ByteBuffer.wrap(bytes(response)))).isTrue();
      assertThat(reader.status()).isEqualTo(status);
    }
  }

  @Test
  void take_refusesAnAnswerWithoutALength() {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    assertThatThrownBy(() -> reader.take(ByteBuffer.wrap(bytes(chunked))))
        .isInstanceOf(IOException.class)
        .hasMessage("an answer has no Content-Length");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
