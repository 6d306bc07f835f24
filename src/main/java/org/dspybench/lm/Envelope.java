package org.dspybench.lm;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;

/**
 * Writes what goes back to Python: one line of JSON, a line feed, and the body as it came.
 *
 * <pre>{@code
 * [200,[["content-type","application/json"]]]     status, headers
 * [0,"timeout","no answer within 60 s"]           no answer: kind of failure, message
 * }</pre>
 *
 * <p>The reader, {@code dspybench/engine.py}, knows success by the first five characters and then
 * parses nothing but the body: its time is spent under the interpreter lock.
 */
final class Envelope {

  private static final int HEAD_CHARS = 512;

  private Envelope() {}

  static String of(Attempt attempt) {
    if (attempt instanceof Attempt.Answered answered) {
      return answered(answered);
    }
    return broken((Attempt.Broken) attempt);
  }

  private static String answered(Attempt.Answered answered) {
    StringBuilder out = new StringBuilder(HEAD_CHARS + answered.body().length());
    out.append('[').append(answered.status()).append(",[");
    String separator = "";
    for (Map.Entry<String, List<String>> header : answered.headers().map().entrySet()) {
      for (String value : header.getValue()) {
        out.append(separator).append('[');
        quote(header.getKey(), out);
        out.append(',');
        quote(value, out);
        out.append(']');
        separator = ",";
      }
    }
    return out.append("]]\n").append(answered.body()).toString();
  }

  private static String broken(Attempt.Broken broken) {
    StringBuilder out = new StringBuilder("[0,");
    quote(broken.kind().label(), out);
    out.append(',');
    quote(broken.message(), out);
    return out.append("]\n").toString();
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }
}
