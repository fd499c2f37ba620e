package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is read out of answers, and what stays of it.
class AnswerTest {
  private static KmsException other() {
    return new KmsException(Reason.UNEXPECTED, "of another size");
  }

  private static Answer challenged(String header) {
    return new Answer(401, Map.of("www-authenticate", List.of(header)), new byte[0]);
  }

  private static Answer holding(int size) {
    String key = Base64.getEncoder().encodeToString(new byte[size]);
    return new Answer(
        200, Map.of(), "{\"key\":\"%s\"}".formatted(key).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_challenge_tells_its_parameters() {
    Answer answer =
        challenged("Bearer authorization=\"https://login.example/a b\", resource=\"https://kms\"");
    assertEquals(Optional.of("https://login.example/a b"), answer.challenge("authorization"));
    assertEquals(Optional.of("https://kms"), answer.challenge("resource"));
    assertEquals(Optional.empty(), answer.challenge("source"), "not the end of another name");
    assertEquals(Optional.empty(), answer.challenge("scope"));
    assertEquals(Optional.empty(), challenged("Bearer realm=\"cut").challenge("realm"));
    assertEquals(
        Optional.empty(), new Answer(401, Map.of(), new byte[0]).challenge("authorization"));
  }

  @Test
  void a_data_key_is_taken_out_of_an_answer_which_is_wiped() {
    Answer answer = holding(DataKey.SIZE);
    int length = answer.body().length;
    try (DataKey key = answer.dataKey(AnswerTest::other, "key")) {
      assertArrayEquals(new byte[DataKey.SIZE], key.use(byte[]::clone));
    }
    assertArrayEquals(new byte[length], answer.body());
  }

  @Test
  void an_answer_is_wiped_also_where_it_holds_no_data_key() {
    for (String field : List.of("key", "other")) {
      Answer answer = holding(16);
      int length = answer.body().length;
      var failure =
          assertThrows(KmsException.class, () -> answer.dataKey(AnswerTest::other, field));
      assertEquals(Reason.UNEXPECTED, failure.reason());
      assertArrayEquals(new byte[length], answer.body());
    }
  }

  @Test
  void a_text_is_encoded_for_any_part_of_an_address() {
    assertEquals("a%20b%2Fc%3F%26%2B-._*%C3%BC", Call.encoded("a b/c?&+-._*ü"));
  }
}
