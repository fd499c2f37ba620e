package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a KMS says becomes one line.
class SaidTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"code":16,"codeDesc":"NCERRResourceNotFound"}        | 404: NCERRResourceNotFound
          {"codeDesc":"NCERRBadRequest","message":"no name"}    | 404: NCERRBadRequest: no name
          {"message":"sobject is locked"}                       | 404: sobject is locked
          {"errors":["one","two"],"warnings":null}              | 404: one; two
          {"errors":[]}                                         | 404
          {"data":null,"warnings":["invalid path"]}             | 404: invalid path
          {"other":"field"}                                     | 404
          sobject does not exist                                | 404: sobject does not exist
          'line one\\r\\n\\tline two '                          | 404: line one line two
          ''                                                    | 404
          """)
  void documents_and_plain_text_are_told(String body, String told) {
    assertEquals(told, Said.by(answer(body.translateEscapes())));
  }

  @Test
  void a_long_text_is_cut() {
    assertEquals("404: " + "x".repeat(200) + "…", Said.by(answer("x".repeat(5_000))));
  }

  private static Answer answer(String body) {
    return new Answer(404, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
