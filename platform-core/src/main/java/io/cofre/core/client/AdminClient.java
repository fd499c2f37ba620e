package io.cofre.core.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.plugin.Secret;
import io.cofre.core.client.ClientFailure.Reason;
import io.cofre.core.json.NotJson;
import io.cofre.core.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Asks a server's admin API. Used by one thread.
///
/// The token is sent over TLS or to this machine only. Redirects are not followed.
public final class AdminClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofMinutes(10); // counting users takes long
  private final URI base;
  private final Secret token;
  private final HttpClient http;

  /// Make one.
  ///
  /// @param base where the admin listener is, such as `http://127.0.0.1:9001`
  /// @param authorities a PEM file of certificates to trust instead of the machine's, or empty
  /// @throws ClientFailure `USAGE` if the address cannot be used
  public static AdminClient of(String base, Secret token, String authorities) {
    URI uri = address(base);
    HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(CONNECT);
    if (!authorities.isEmpty()) {
      http.sslContext(Trust.in(Path.of(authorities)));
    }
    return new AdminClient(uri, token, http.build());
  }

  private AdminClient(URI base, Secret token, HttpClient http) {
    this.base = base;
    this.token = token;
    this.http = http;
  }

  private static URI address(String text) {
    URI uri;
    try {
      uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (IllegalArgumentException _) {
      throw new ClientFailure(
          Reason.USAGE, "--admin: expected a URL such as http://127.0.0.1:9001");
    }
    String scheme = String.valueOf(uri.getScheme());
    String host = uri.getHost();
    if (host == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new ClientFailure(
          Reason.USAGE, "--admin: expected a URL such as http://127.0.0.1:9001");
    }
    if (scheme.equals("http") && !here(host)) {
      throw new ClientFailure(
          Reason.NOT_ALLOWED,
          "--admin: the token would be sent in the clear to %s; use https://".formatted(host));
    }
    return uri;
  }

  private static boolean here(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      throw new ClientFailure(Reason.UNREACHABLE, "there is no machine by the name " + host);
    }
  }

  /// Encode a name as one segment of a path, or as a parameter.
  public static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Ask without a document.
  public JsonNode ask(String method, String path) throws InterruptedException {
    return ask(method, path, HttpRequest.BodyPublishers.noBody());
  }

  /// Ask with a document.
  public JsonNode ask(String method, String path, JsonNode document) throws InterruptedException {
    return ask(method, path, HttpRequest.BodyPublishers.ofString(document.toString()));
  }

  private JsonNode ask(String method, String path, HttpRequest.BodyPublisher body)
      throws InterruptedException {
    HttpRequest request =
        token.use(chars ->
            HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + new String(chars))
                .method(method, body)
                .build());
    try {
      return read(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new ClientFailure(Reason.UNREACHABLE, unreachable(e));
    }
  }

  private String unreachable(IOException e) {
    String why =
        switch (e) {
          case java.net.ConnectException _ -> "nothing listens there";
          case javax.net.ssl.SSLException tls -> "TLS failed: " + tls.getMessage();
          case IOException other ->
              Optional.ofNullable(other.getMessage()).orElse(other.getClass().getSimpleName());
        };
    return "no server answers at %s (%s); is it running, and is this its admin listener (--admin)?"
        .formatted(base, why);
  }

  private JsonNode read(HttpResponse<byte[]> answer) {
    JsonNode json;
    try {
      json = StrictJson.read(answer.body());
    } catch (NotJson _) {
      throw new ClientFailure(
          Reason.FAILED,
          "what answers at %s is not an admin listener of Cofre (status %d)"
              .formatted(base, answer.statusCode()));
    }
    if (answer.statusCode() / 100 == 2) {
      return json;
    }
    String message = json.path("message").asText("status " + answer.statusCode());
    throw new ClientFailure(reason(answer.statusCode()), message);
  }

  private static Reason reason(int status) {
    return switch (status) {
      case 401, 429 -> Reason.NOT_ALLOWED;
      case 500, 502, 503 -> Reason.FAILED;
      default -> Reason.REFUSED;
    };
  }

  /// Close the connections.
  @Override
  public void close() {
    http.close();
  }
}
