package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Secret;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls and answers, against a server of HTTP.
class KmsHttpTest {
  @TempDir Path home;
  private LocalServer server;
  private KmsHttp http;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.http(this::answer);
    http = Http.open(home, "timeout", "10s");
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private Reply answer(LocalServer.Request request) {
    return switch (request.path()) {
      case "/echo" ->
          Reply.json(
              200,
              """
              {"method":"%s","query":"%s","type":"%s","auth":"%s","encoding":"%s","body":"%s"}\
              """
                  .formatted(
                      request.method(),
                      request.query(),
                      request.header("content-type"),
                      request.header("authorization"),
                      request.header("accept-encoding"),
                      request.text().replace("\"", "'")));
      case "/elsewhere" -> Reply.empty(307).header("Location", "/echo");
      case "/wait" -> Reply.json(429, "{}").header("Retry-After", "17");
      case "/again" -> Reply.json(503, "{}").header("Retry-After", "0");
      case "/text" ->
          new Reply(200, Map.of(), "secret text".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      case "/long" -> new Reply(200, Map.of(), new byte[(1 << 20) + 1]);
      case "/full" -> new Reply(200, Map.of(), new byte[1 << 20]);
      default -> Reply.empty(404);
    };
  }

  private URI at(String path) {
    return URI.create(server.uri() + path);
  }

  @Test
  void sends_json_with_binary_as_base64() {
    var body = JsonNodeFactory.instance.objectNode().put("plaintext", new byte[] {-1, 0, 62});
    var seen = http.send(Call.json("POST", at("/echo?a=b"), body)).json();
    assertEquals("POST", seen.path("method").asText());
    assertEquals("a=b", seen.path("query").asText());
    assertEquals("application/json", seen.path("type").asText());
    assertEquals("{'plaintext':'/wA+'}", seen.path("body").asText());
    assertEquals("identity", seen.path("encoding").asText());
  }

  @Test
  void sends_every_method_with_and_without_body() {
    for (String method : new String[] {"GET", "DELETE", "LIST", "POST", "PUT", "PATCH"}) {
      var call = new Call(method, at("/echo"), Map.of(), new byte[0], "");
      assertEquals(method, http.send(call).json().path("method").asText());
    }
    assertEquals("DELETE", http.send(Call.delete(at("/echo"))).json().path("method").asText());
  }

  @Test
  void sends_forms_and_bearer_tokens() {
    var call = Call.form(at("/echo"), Map.of("a b", "ü&=")).bearer(Secret.of("t0ken"));
    var seen = http.send(call).json();
    assertEquals("a+b=%C3%BC%26%3D", seen.path("body").asText());
    assertEquals("Bearer t0ken", seen.path("auth").asText());
    assertFalse(call.toString().contains("t0ken"));
  }

  @Test
  void follows_no_redirect_and_repeats_no_call() {
    assertEquals(307, http.send(Call.get(at("/elsewhere"))).status());
    assertEquals(503, http.send(Call.get(at("/again"))).status());
    assertEquals(2, server.requests());
  }

  @Test
  void carries_the_wait_that_was_asked_for() {
    Answer answer = http.send(Call.get(at("/wait")));
    var failure = answer.failure(HttpReasons.of(answer.status()), "too many");
    assertEquals(Reason.THROTTLED, failure.reason());
    assertEquals(Duration.ofSeconds(17), failure.retryAfter().orElseThrow());
  }

  @Test
  void reads_a_wait_as_seconds_or_date() {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
    assertEquals(Duration.ofSeconds(5), wait("5").retryAfter(clock).orElseThrow());
    assertEquals(
        Duration.ofSeconds(55),
        wait("Fri, 02 Jan 2026 03:05:00 GMT").retryAfter(clock).orElseThrow());
    for (String none : new String[] {"0", "-1", "soon", "Fri, 02 Jan 2026 03:00:00 GMT"}) {
      assertTrue(wait(none).retryAfter(clock).isEmpty(), none);
    }
  }

  private static Answer wait(String text) {
    return new Answer(429, Map.of("retry-after", java.util.List.of(text)), new byte[0]);
  }

  @Test
  void refuses_what_is_no_json_without_quoting_it() {
    Answer answer = http.send(Call.get(at("/text")));
    var failure = Http.fails(Reason.UNEXPECTED, answer::json);
    assertFalse(failure.toString().contains("secret text"));
    Http.contains("at " + at("/text") + " gave an answer nobody foresaw (200)", failure);
    assertTrue(failure.getCause() == null);
    for (String bad : new String[] {"", "{} {}", "{\"a\":1,\"a\":2}", "[1"}) {
      Http.fails(
          Reason.UNEXPECTED,
          new Answer(200, Map.of(), bad.getBytes(java.nio.charset.StandardCharsets.UTF_8))::json);
    }
  }

  @Test
  void decodes_a_key_where_a_path_leads() {
    String text = "{\"a\":{\"plaintext\":\"AA==\"},\"data\":{\"x\":[1],\"plaintext\":\"/wA+\"}}";
    var answer = new Answer(200, Map.of(), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertEquals("[-1, 0, 62]", java.util.Arrays.toString(answer.binary("data", "plaintext")));
    Http.fails(Reason.UNEXPECTED, () -> answer.binary("data", "ciphertext"));
    Http.fails(Reason.UNEXPECTED, () -> answer.binary("data", "x"));
    Http.fails(Reason.UNEXPECTED, () -> answer.binary("data", "plaintext", "more"));
  }

  @Test
  void takes_a_data_key_and_wipes_the_answer() {
    byte[] key = new byte[DataKey.SIZE];
    key[0] = 7;
    try (DataKey same = DataKey.adopt(key.clone());
        DataKey taken = keyed(key).dataKey(KmsHttpTest::other, "key")) {
      assertEquals(same, taken);
    }
    Answer answer = keyed(key);
    answer.dataKey(KmsHttpTest::other, "key").close();
    Http.fails(Reason.UNEXPECTED, answer::json);
    Http.fails(Reason.NOT_AUTHENTIC, () -> keyed(new byte[31]).dataKey(KmsHttpTest::other, "key"));
    Http.fails(Reason.UNEXPECTED, () -> keyed(key).dataKey(KmsHttpTest::other, "other"));
  }

  private static Answer keyed(byte[] key) {
    String text = "{\"key\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(key));
    return new Answer(200, Map.of(), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static KmsException other() {
    return new KmsException(Reason.NOT_AUTHENTIC, "another size");
  }

  @Test
  void takes_one_mebibyte_and_no_more() {
    assertEquals(1 << 20, http.send(Call.get(at("/full"))).body().length);
    Http.contains(
        "more than 1048576 bytes",
        Http.fails(Reason.UNEXPECTED, () -> http.send(Call.get(at("/long")))));
  }

  @Test
  void never_quotes_a_header_it_cannot_send() {
    var call = Call.get(at("/echo?token=hidden")).header("X-Vault-Token", "s.t0ken\n");
    var failure = Http.fails(Reason.UNEXPECTED, () -> http.send(call));
    assertFalse(failure.toString().contains("t0ken"), failure.toString());
    assertFalse(failure.toString().contains("hidden"), failure.toString());
    assertTrue(failure.getCause() == null);
  }

  @Test
  void is_unavailable_after_close() {
    http.close();
    http.close();
    Http.contains(
        "is closed", Http.fails(Reason.UNAVAILABLE, () -> http.send(Call.get(at("/echo")))));
    assertEquals(0, server.requests());
  }

  @Test
  void knows_the_reasons_of_statuses() {
    assertEquals(Reason.ACCESS_DENIED, HttpReasons.of(401));
    assertEquals(Reason.ACCESS_DENIED, HttpReasons.of(403));
    assertEquals(Reason.KEY_NOT_FOUND, HttpReasons.of(404));
    assertEquals(Reason.THROTTLED, HttpReasons.of(429));
    assertEquals(Reason.UNAVAILABLE, HttpReasons.of(503));
    assertEquals(Reason.UNEXPECTED, HttpReasons.of(418));
  }
}
