package io.cofre.kms.gcp;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/// The token endpoint of a service account, whose key stands in `key.json`. Its tokens are
/// `token-1`, `token-2` and so on.
final class TokenServer implements AutoCloseable {
  private static final String REFUSAL =
      """
      {
        "error": "invalid_grant",
        "error_description": "Invalid JWT Signature."
      }
      """;

  final String keyText;

  /// Whether it refuses, as Google does when the key of an account was deleted.
  volatile boolean refuses;

  private final AtomicInteger tokens = new AtomicInteger();
  private final HttpServer server;

  TokenServer(Path home) throws IOException, NoSuchAlgorithmException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          String json = refuses ? REFUSAL : token(tokens.incrementAndGet());
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(refuses ? 400 : 200, json.length());
          exchange.getResponseBody().write(json.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keyText =
        Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    writeKey(home, "http://127.0.0.1:" + port());
  }

  private static String token(int number) {
    return "{\"access_token\":\"token-%d\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
        .formatted(number);
  }

  /// Where it listens.
  int port() {
    return server.getAddress().getPort();
  }

  /// Write the key of the account, which asks for tokens at an address.
  void writeKey(Path home, String address) throws IOException {
    Files.writeString(
        home.resolve("key.json"),
        """
        {"type":"service_account","project_id":"acme","client_id":"1","client_email":"cofre@acme",
         "private_key_id":"1","token_uri":"%s/token",
         "private_key":"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}
        """
            .formatted(address, keyText));
  }

  /// How many tokens it gave.
  int tokens() {
    return tokens.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
