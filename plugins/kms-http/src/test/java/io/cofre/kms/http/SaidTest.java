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
          {"error":{"code":"Forbidden","message":"no role"}}    | 404: Forbidden: no role
          {"error":{"code":404,"message":"no such key"}}        | 404: no such key
          {"error":"invalid_client"}                            | 404: invalid_client
          {"error":"a","error_description":"no such secret"}    | 404: a: no such secret
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
    assertEquals("x".repeat(300) + "…", Said.words(answer("x".repeat(5_000)), 300));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"error":{"code":"Forbidden","innererror":{"code":"KeyDisabled"}}}  | KeyDisabled
          {"error":{"innerError":{"code":"KeyDisabled"},"code":"Forbidden"}}  | KeyDisabled
          {"error":{"code":"Throttled","innererror":null}}                    | Throttled
          {"error":"invalid_client"}                                          | ''
          {"code":"Forbidden"}                                                | ''
          no document                                                         | ''
          """)
  void the_inner_code_of_an_error_comes_before_the_outer_one(String body, String code) {
    assertEquals(code, Said.code(answer(body)));
  }

  private static Answer answer(String body) {
    return new Answer(404, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
