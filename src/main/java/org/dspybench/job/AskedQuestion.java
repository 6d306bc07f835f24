package org.dspybench.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.dspybench.batch.Question;

/**
 * A question and its place in the input.
 *
 * @param index which question, from 0
 * @param line the line it stands on, from 1
 * @param question the question
 * @param fingerprint tells questions apart; see {@link #fingerprint(Question)}
 */
record AskedQuestion(long index, long line, Question question, long fingerprint) {

  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  static AskedQuestion of(long index, long line, Question question) {
    return new AskedQuestion(index, line, question, fingerprint(question));
  }

  /**
   * The first eight bytes of the SHA-256 of the question's JSON with sorted keys: the order of
   * fields makes no other question.
   */
  private static long fingerprint(Question question) {
    try {
      byte[] json =
          CANONICAL.writeValueAsString(question.inputs()).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(json)).getLong();
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("every question was read from JSON or text", e);
    }
  }
}
