package io.cofre.vault.client.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.ClientAuth;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.LocalServer.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.tls.HeldCertificate;

/// A double of Vault without engines: tokens, logins by AppRole, of Kubernetes and by certificate,
/// health, capabilities. Its errors have the words of a real OpenBao 2.6.2.
public class VaultDouble implements AutoCloseable {
  /// A token that may do everything.
  public static final String ROOT = "s.root-token-of-the-double";

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Answers what is asked of an engine.
  @FunctionalInterface
  public interface Engine {
    /// Answer a request whose token may use the path.
    ///
    /// @param path without `/v1/`
    /// @param body the document that was sent; the null node for none
    Reply answer(Request request, String path, JsonNode body) throws Exception;
  }

  /// What a token may do: paths it may not use.
  public final Map<String, Set<String>> tokens = new ConcurrentHashMap<>(Map.of(ROOT, Set.of()));

  /// How many logins succeeded.
  public final AtomicInteger logins = new AtomicInteger();

  /// How many renewals were asked for.
  public final AtomicInteger renewals = new AtomicInteger();

  /// The logins by certificate.
  public final FakeCerts certs = new FakeCerts();

  /// Whether it is sealed.
  public volatile boolean sealed;

  /// The token of the service account that it knows.
  public volatile String jwt = "";

  /// Where everything is.
  public volatile String namespace = "";

  /// Where logins are, if not there.
  public volatile Optional<String> loginNamespace = Optional.empty();

  /// How long tokens live, in seconds.
  public volatile int lease = 3600;

  private final Engine engine;
  private final LocalServer server;

  /// Start one.
  @SuppressWarnings("this-escape") // no request comes before it is made
  public VaultDouble(Engine engine) throws IOException {
    this.engine = engine;
    server = LocalServer.http(this::answer);
  }

  /// Start one with TLS, which asks clients for a certificate.
  @SuppressWarnings("this-escape")
  public VaultDouble(HeldCertificate certificate, Engine engine) throws IOException {
    this.engine = engine;
    server = LocalServer.https(FakeCerts.context(certificate), ClientAuth.WANT, this::answer);
  }

  /// Where it listens.
  public String uri() {
    return server.uri();
  }

  /// Where it listens.
  public int port() {
    return server.port();
  }

  private Reply answer(Request request) throws Exception {
    String path = request.path().replaceFirst("^/v1/", "");
    if (path.equals("sys/health")) {
      return Reply.json(sealed ? 503 : 200, "{\"initialized\":true,\"sealed\":" + sealed + "}");
    }
    if (sealed) {
      return error(503, "Vault is sealed");
    }
    String wanted = path.startsWith("auth/") ? loginNamespace.orElse(namespace) : namespace;
    if (!request.header("x-vault-namespace").equals(wanted)) {
      return error(404, "route entry not found");
    }
    JsonNode body = request.body().length == 0 ? JSON.nullNode() : JSON.readTree(request.body());
    if (path.startsWith("auth/") && path.endsWith("/login")) {
      return login(request, path, body);
    }
    String token = request.header("x-vault-token");
    Set<String> denied = tokens.get(token);
    if (denied == null || denied.stream().anyMatch(path::startsWith)) {
      return error(403, "permission denied");
    }
    return switch (path) {
      case "auth/token/lookup-self" -> {
        long ttl = token.equals(ROOT) ? 0 : lease;
        yield data(
            "{\"ttl\":%d,\"renewable\":%s,\"meta\":{\"serial_number\":\"%s\"}}"
                .formatted(ttl, ttl > 0, certs.serial(token)));
      }
      case "auth/token/renew-self" -> {
        renewals.incrementAndGet();
        yield certs.renewal(request, token).orElseGet(() -> auth(token));
      }
      case "sys/capabilities-self" -> capabilities(body, denied);
      default -> engine.answer(request, path, body);
    };
  }

  private Reply login(Request request, String path, JsonNode body) {
    if (certs.isMounted(path)) {
      String token = "s.login-" + (logins.get() + 1);
      return certs.login(request, path, body, token).orElseGet(this::loggedIn);
    }
    boolean right =
        switch (path) {
          case "auth/approle/login" ->
              body.path("role_id").asText().equals("the-role")
                  && body.path("secret_id").asText().equals("the-secret-id");
          case "auth/k8s/login" ->
              body.path("role").asText().equals("cofre") && body.path("jwt").asText().equals(jwt);
          default -> false;
        };
    if (!right) {
      return error(400, "invalid role or secret ID");
    }
    return loggedIn();
  }

  private Reply loggedIn() {
    String token = "s.login-" + logins.incrementAndGet();
    tokens.put(token, Set.of());
    return auth(token);
  }

  private Reply auth(String token) {
    return Reply.json(
        200,
        "{\"auth\":{\"client_token\":\"%s\",\"lease_duration\":%d,\"renewable\":true}}"
            .formatted(token, lease));
  }

  private static Reply capabilities(JsonNode body, Set<String> denied) {
    var data = JSON.createObjectNode();
    for (JsonNode path : body.path("paths")) {
      boolean no = denied.stream().anyMatch(path.asText()::startsWith);
      (no ? List.of("deny") : List.of("create", "read", "update"))
          .forEach(data.putArray(path.asText())::add);
    }
    return data(data.toString());
  }

  /// An answer of success.
  ///
  /// @param data a document
  public static Reply data(String data) {
    return Reply.json(200, "{\"data\":" + data + ",\"warnings\":null}");
  }

  /// An answer with an error.
  public static Reply error(int status, String text) {
    var errors = JSON.createObjectNode();
    errors.putArray("errors").add(text);
    return Reply.json(status, errors.toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
