package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.kms.KmsException;
import io.cofre.kms.http.testing.Fault;
import io.cofre.kms.http.testing.FaultyProxy;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls as the JDK's own client makes them, against a server of HTTP.
class HttpConnectionTest {
  @TempDir Path home;
  private LocalServer server;
  private KmsHttp http;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.http(HttpConnectionTest::answer);
    http = Http.open(home, "timeout", "10s");
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private static Reply answer(LocalServer.Request request) {
    return switch (request.path()) {
      case "/echo" ->
          Reply.text(
              200,
              String.join(
                  " ",
                  request.method(),
                  request.query(),
                  request.header("content-type"),
                  request.header("x-list"),
                  request.text()));
      case "/gzip" -> Reply.text(200, "zipped").header("Content-Encoding", "gzip");
      case "/elsewhere" -> Reply.empty(307).header("Location", "/echo");
      case "/long" -> new Reply(200, Map.of(), new byte[(1 << 20) + 1]);
      case "/bad" -> Reply.text(400, "nothing here");
      default -> Reply.text(404, "nothing here");
    };
  }

  private HttpURLConnection to(String path) {
    return http.connection(URI.create(server.uri() + path));
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Throwable cause(HttpURLConnection call) {
    return assertThrows(IOException.class, call::getResponseCode).getCause();
  }

  @Test
  void sends_a_body_that_is_written_before_or_after_connecting() throws IOException {
    for (boolean before : new boolean[] {true, false}) {
      var call = to("/echo?a=b");
      call.setRequestMethod("POST");
      call.setDoOutput(true);
      call.setRequestProperty("content-type", "text/plain");
      call.addRequestProperty("X-List", "1");
      call.addRequestProperty("X-List", "2");
      if (before) {
        call.connect();
      }
      call.getOutputStream().write("ü".getBytes(StandardCharsets.UTF_8));
      call.connect();
      assertEquals(200, call.getResponseCode());
      assertEquals("POST a=b text/plain 1,2 ü", text(call.getInputStream()));
    }
  }

  @Test
  void sends_once_however_often_it_is_asked() throws IOException {
    var call = to("/echo");
    assertEquals("GET    ", text(call.getInputStream()));
    assertEquals("GET    ", text(call.getInputStream()));
    assertEquals(200, call.getResponseCode());
    assertNull(call.getErrorStream());
    assertEquals(1, server.requests());
  }

  @Test
  void shows_headers_when_there_is_an_answer() throws IOException {
    var call = to("/gzip");
    assertEquals(Map.of(), call.getHeaderFields());
    assertNull(call.getContentEncoding());
    call.getResponseCode();
    assertEquals("gzip", call.getContentEncoding());
    assertEquals("gzip", call.getHeaderField("CONTENT-ENCODING"));
    assertNull(call.getHeaderField("Content-Language"));
    assertEquals(List.of("gzip"), call.getHeaderFields().get("content-encoding"));
  }

  @Test
  void gives_the_body_of_a_refusal_in_either_way() throws IOException {
    for (var refusal : Map.of("/bad", 400, "/nowhere", 404).entrySet()) {
      var call = to(refusal.getKey());
      assertNull(call.getErrorStream());
      assertEquals(refusal.getValue(), call.getResponseCode());
      assertEquals("nothing here", text(Objects.requireNonNull(call.getErrorStream())));
      assertEquals("nothing here", text(call.getInputStream()));
    }
  }

  @Test
  void follows_no_redirect() throws IOException {
    var call = to("/elsewhere");
    call.setInstanceFollowRedirects(true);
    assertEquals(307, call.getResponseCode());
  }

  @Test
  void has_the_time_that_the_client_has() throws IOException {
    try (var network = FaultyProxy.before(server.port());
        var hasty = Http.open(home, "timeout", "300ms")) {
      network.always(new Fault.Silence());
      var call = hasty.connection(URI.create("http://127.0.0.1:" + network.port()));
      call.setConnectTimeout(20_000);
      call.setReadTimeout(20_000);
      var failure = assertInstanceOf(KmsException.class, cause(call));
      assertEquals(KmsException.Reason.UNAVAILABLE, failure.reason());
      Http.contains("did not answer within 300ms", failure);
    }
  }

  @Test
  void fails_with_what_the_client_says() {
    var failure = assertInstanceOf(KmsException.class, cause(to("/long?token=hidden")));
    assertEquals(KmsException.Reason.UNEXPECTED, failure.reason());
    Http.contains("more than 1048576 bytes", failure);
    assertFalse(failure.getMessage().contains("hidden"), failure.getMessage());
    http.close();
    Http.contains("is closed", assertInstanceOf(KmsException.class, cause(to("/echo"))));
  }

  @Test
  void goes_to_addresses_of_http_only() {
    assertThrows(IllegalArgumentException.class, () -> http.connection(URI.create("gopher://a")));
  }
}
