package org.dspybench.simulator.wire;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** Collects a request's body as it comes in. */
final class BodyReader implements ReadListener {

  private static final int CHUNK = 8192;

  private final ServletInputStream in;
  private final Consumer<byte[]> then;
  private final Runnable onFailure;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK);
  private final byte[] chunk = new byte[CHUNK];

  BodyReader(HttpServletRequest request, Consumer<byte[]> then, Runnable onFailure)
      throws IOException {
    this.in = request.getInputStream();
    this.then = then;
    this.onFailure = onFailure;
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (in.isReady()) {
      int count = in.read(chunk);
      if (count < 0) {
        return;
      }
      body.write(chunk, 0, count);
    }
  }

  @Override
  public void onAllDataRead() {
    then.accept(body.toByteArray());
  }

  @Override
  public void onError(Throwable cause) {
    onFailure.run();
  }
}
