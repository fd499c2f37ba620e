package io.cofre.kms.vault;

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

/// A double of Vault: the transit and KV engines, tokens, AppRole, Kubernetes and certificate
/// logins. The errors that the plugin reads have the words of a real OpenBao 2.6.2.
public final class FakeVault implements AutoCloseable {
  /// A token that may do everything.
  public static final String ROOT = "s.root-token-of-the-double";

  private static final ObjectMapper JSON = new ObjectMapper();

  /// What a token may do: paths it may not use.
  final Map<String, Set<String>> tokens = new ConcurrentHashMap<>(Map.of(ROOT, Set.of()));

  final AtomicInteger logins = new AtomicInteger();
  final AtomicInteger renewals = new AtomicInteger();
  final FakeTransit transit = new FakeTransit();
  final FakeKv kv = new FakeKv();
  final FakeCerts certs = new FakeCerts();
  volatile boolean sealed;
  volatile String jwt = "";
  volatile String namespace = "";

  /// Where logins are, if not where the keys are.
  volatile Optional<String> loginNamespace = Optional.empty();

  volatile int lease = 3600;
  private final LocalServer server;

  /// Start one.
  public FakeVault() throws IOException {
    server = LocalServer.http(this::answer);
  }

  /// Start one with TLS, which asks clients for a certificate.
  FakeVault(HeldCertificate certificate) throws IOException {
    server = LocalServer.https(FakeCerts.context(certificate), ClientAuth.WANT, this::answer);
  }

  /// Where it listens.
  public String uri() {
    return server.uri();
  }

  int port() {
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
      default ->
          path.startsWith("transit/")
              ? transit.answer(request, path, body)
              : kv.answer(request, path, body);
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

  static Reply data(String data) {
    return Reply.json(200, "{\"data\":" + data + ",\"warnings\":null}");
  }

  static Reply error(int status, String text) {
    var errors = JSON.createObjectNode();
    errors.putArray("errors").add(text);
    return Reply.json(status, errors.toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
