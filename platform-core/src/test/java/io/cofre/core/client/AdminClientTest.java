package io.cofre.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.plugin.Secret;
import io.cofre.core.client.ClientFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The command line's side of the admin API.
class AdminClientTest {
  private static final Secret TOKEN = Secret.of("a-token-of-24-characters");

  /// Take one request, and answer it.
  private static CompletableFuture<String> answering(ServerSocket server, int status, String text) {
    CompletableFuture<String> request = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
              head.append((char) in.read());
            }
            String answer =
                "HTTP/1.1 %d X\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                    .formatted(status, text.length(), text);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            request.complete(head.toString());
          } catch (IOException e) {
            request.completeExceptionally(e);
          }
        });
    return request;
  }

  private static ServerSocket here() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static AdminClient client(ServerSocket server) {
    return AdminClient.of("http://127.0.0.1:" + server.getLocalPort() + "/", TOKEN, "");
  }

  @Test
  void the_token_is_sent_and_the_answer_is_read() throws Exception {
    try (ServerSocket server = here();
        AdminClient client = client(server)) {
      CompletableFuture<String> request = answering(server, 200, "{\"a\":1}");
      JsonNode answer = client.ask("GET", "/v1/kms/" + AdminClient.segment("a/b c+\u00e9"));
      assertEquals(1, answer.path("a").intValue());
      String head = request.get();
      assertTrue(head.startsWith("GET /v1/kms/a%2Fb%20c%2B%C3%A9 HTTP/1.1\r\n"), head);
      assertTrue(head.contains("Authorization: Bearer a-token-of-24-characters\r\n"), head);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401,NOT_ALLOWED",
    "429,NOT_ALLOWED",
    "403,REFUSED",
    "404,REFUSED",
    "409,REFUSED",
    "500,FAILED",
    "503,FAILED"
  })
  void what_the_server_refuses_is_told_in_its_words(int status, Reason reason) throws Exception {
    try (ServerSocket server = here();
        AdminClient client = client(server)) {
      var _ = answering(server, status, "{\"error\":\"x\",\"message\":\"because\"}");
      ClientFailure failure =
          assertThrows(ClientFailure.class, () -> client.ask("POST", "/v1/jobs"));
      assertEquals(reason, failure.reason());
      assertEquals("because", failure.getMessage());
    }
  }

  @Test
  void what_is_no_admin_listener_is_told_so() throws Exception {
    try (ServerSocket server = here();
        AdminClient client = client(server)) {
      var _ = answering(server, 403, "<Error/>");
      ClientFailure failure = assertThrows(ClientFailure.class, () -> client.ask("GET", "/v1/kms"));
      assertEquals(Reason.FAILED, failure.reason());
      assertTrue(failure.getMessage().contains("is not an admin listener"));
    }
  }

  @Test
  void a_server_that_does_not_run_is_told_so() throws Exception {
    int port;
    try (ServerSocket server = here()) {
      port = server.getLocalPort();
    }
    try (AdminClient client = AdminClient.of("http://127.0.0.1:" + port, TOKEN, "")) {
      ClientFailure failure = assertThrows(ClientFailure.class, () -> client.ask("GET", "/v1/kms"));
      assertEquals(Reason.UNREACHABLE, failure.reason());
      assertTrue(failure.getMessage().contains("is it running"), failure.getMessage());
      assertFalse(failure.getMessage().contains("a-token"));
    }
  }

  @Test
  void the_token_is_not_sent_in_the_clear_over_a_network() {
    ClientFailure failure =
        assertThrows(ClientFailure.class, () -> AdminClient.of("http://192.0.2.7:9001", TOKEN, ""));
    assertEquals(Reason.NOT_ALLOWED, failure.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "127.0.0.1:9001", "ftp://127.0.0.1", "http:///x", "http://a b"})
  void what_is_no_address_is_refused(String address) {
    ClientFailure failure =
        assertThrows(ClientFailure.class, () -> AdminClient.of(address, TOKEN, ""));
    assertEquals(Reason.USAGE, failure.reason());
  }
}
