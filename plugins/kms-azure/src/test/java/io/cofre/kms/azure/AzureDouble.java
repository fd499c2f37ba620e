package io.cofre.kms.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cofre.kms.http.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;

/// A strict double of a vault or Managed HSM, of Entra ID's token endpoint and of the machine's
/// identity endpoint: checks methods, paths, versions, tokens and fields, and answers with the
/// error bodies of the services.
public final class AzureDouble implements AutoCloseable {
  /// What the application `app-1` logs in with.
  public static final String SECRET = "s3cret-of-the-application";

  static final String ASSERTION = "eyJ.federated.token";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpsServer server;
  private final Map<String, DoubleKey> keys = new TreeMap<>();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  final Queue<Refused> failures = new ConcurrentLinkedQueue<>();
  final List<String> logins = new CopyOnWriteArrayList<>();
  volatile String resource = "https://localhost";
  volatile String login = "authorization=\"https://login.microsoftonline.com/tenant-1\"";
  volatile String links = "https://localhost:443";

  /// Start one that has no key.
  public AzureDouble(TestAuthority authority) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 250);
    server.setHttpsConfigurator(new HttpsConfigurator(authority.context(authority.server())));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /// Where it listens.
  public String uri() {
    return "https://localhost:" + port();
  }

  void forgetTokens() {
    tokens.clear();
  }

  synchronized DoubleKey key(String name) {
    return keys.get(name);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      try {
        answer(exchange, 200, "", result(exchange, body));
      } catch (Refused e) {
        if (e.status == 401) {
          exchange
              .getResponseHeaders()
              .add("WWW-Authenticate", "Bearer %s, resource=\"%s\"".formatted(login, resource));
        }
        answer(exchange, e.status, e.retryAfter, e.body());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String wait, JsonNode body)
      throws IOException {
    if (!wait.isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", wait);
    }
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private synchronized JsonNode result(HttpExchange exchange, byte[] body)
      throws Refused, GeneralSecurityException, IOException {
    String path = exchange.getRequestURI().getPath();
    Map<String, String> query = fields(exchange.getRequestURI().getRawQuery());
    if (path.endsWith("/oauth2/v2.0/token")) {
      return login(path, fields(new String(body, StandardCharsets.UTF_8)));
    }
    if (path.equals("/metadata/identity/oauth2/token")) {
      return identity(exchange, query);
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (given == null || !tokens.contains(given)) {
      throw new Refused(401, "Unauthorized");
    }
    Refused failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    if (!"7.4".equals(query.get("api-version"))) {
      throw new Refused(400, "BadParameter");
    }
    JsonNode document = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    return routed(exchange.getRequestMethod() + path, query, document);
  }

  private JsonNode login(String path, Map<String, String> form) throws Refused {
    boolean known =
        path.equals("/tenant-1/oauth2/v2.0/token")
            && "client_credentials".equals(form.get("grant_type"))
            && (resource + "/.default").equals(form.get("scope"))
            && "app-1".equals(form.get("client_id"))
            && (SECRET.equals(form.get("client_secret"))
                || (ASSERTION.equals(form.get("client_assertion"))
                    && form.getOrDefault("client_assertion_type", "").endsWith("jwt-bearer")));
    logins.add(form.containsKey("client_secret") ? "secret" : "assertion");
    if (!known) {
      throw new Refused(401, "invalid_client");
    }
    return token("Bearer ");
  }

  private JsonNode identity(HttpExchange exchange, Map<String, String> query) throws Refused {
    logins.add("machine");
    if (!"true".equals(exchange.getRequestHeaders().getFirst("Metadata"))
        || !resource.equals(query.get("resource"))
        || !"2018-02-01".equals(query.get("api-version"))) {
      throw new Refused(400, "invalid_request");
    }
    return token("Bearer ");
  }

  private JsonNode token(String kind) {
    String token = "token-" + Base64.getUrlEncoder().encodeToString(DoubleKey.random(24));
    tokens.add(kind + token);
    return JSON.createObjectNode().put("access_token", token).put("expires_in", "3599");
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : (text == null ? "" : text).split("&")) {
      String[] parts = pair.split("=", 2);
      fields.put(parts[0], parts.length == 2 ? decoded(parts[1]) : "");
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private JsonNode routed(String request, Map<String, String> query, JsonNode body)
      throws Refused, GeneralSecurityException {
    String[] parts = request.split("/");
    String shape = parts[0] + " " + parts[1] + " " + parts.length;
    return switch (shape) {
      case "GET keys 2" -> page(query);
      case "GET keys 3" -> bundle(live(parts[2]));
      case "DELETE keys 3" -> deleted(live(parts[2]));
      case "GET deletedkeys 3" -> bundle(gone(parts[2]));
      case "POST deletedkeys 4" -> recovered(gone(parts[2]), parts[3]);
      case "GET keys 4" -> versions(live(parts[2]), parts[3]);
      case "PATCH keys 4" -> patched(live(parts[2]), parts[3], body);
      case "POST keys 4" -> changed(parts[2], parts[3], body);
      case "POST keys 5" -> used(live(parts[2]), parts[3], parts[4], body);
      default -> throw new Refused(400, "BadParameter");
    };
  }

  private DoubleKey live(String name) throws Refused {
    DoubleKey key = keys.get(name);
    if (key == null || key.deleted || key.leaving) {
      throw new Refused(404, "KeyNotFound");
    }
    return key;
  }

  private DoubleKey gone(String name) throws Refused {
    DoubleKey key = keys.get(name);
    if (key == null || !key.deleted || key.leaving) {
      throw new Refused(404, "KeyNotFound");
    }
    return key;
  }

  /// Two keys a page; the links name the port that the service believes to have.
  private JsonNode page(Map<String, String> query) {
    int skip = Integer.parseInt(query.getOrDefault("$skiptoken", "0"));
    ObjectNode page = JSON.createObjectNode();
    var items = page.putArray("value");
    List<String> names =
        keys.values().stream().filter(key -> !key.deleted).map(key -> key.name).toList();
    names.stream()
        .skip(skip)
        .limit(2)
        .forEach(name -> items.addObject().put("kid", uri() + "/keys/" + name));
    if (names.size() > skip + 2) {
      page.put("nextLink", links + "/keys?api-version=7.4&$skiptoken=" + (skip + 2));
    }
    return page.has("nextLink") ? page : page.putNull("nextLink");
  }

  private JsonNode changed(String name, String word, JsonNode body)
      throws Refused, GeneralSecurityException {
    return switch (word) {
      case "create" -> created(name, body);
      case "rotate" -> bundle(live(name).rotate());
      default -> throw new Refused(400, "BadParameter");
    };
  }

  private ObjectNode bundle(DoubleKey key) {
    return bundle(key, key.versions.getLast());
  }

  private ObjectNode bundle(DoubleKey key, DoubleKey.Version version) {
    ObjectNode bundle = JSON.createObjectNode();
    bundle
        .putObject("key")
        .put("kid", uri() + "/keys/" + key.name + "/" + version.id)
        .put("kty", key.type);
    bundle
        .putObject("attributes")
        .put("enabled", version.enabled)
        .put("exp", version.expires)
        .put("created", 1_700_000_000L)
        .put("recoveryLevel", "Recoverable");
    return bundle;
  }

  private JsonNode created(String name, JsonNode body) throws Refused, GeneralSecurityException {
    DoubleKey key = keys.get(name);
    if (key != null && key.deleted) {
      throw new Refused(409, "Conflict", "ObjectIsDeletedButRecoverable", "");
    }
    boolean rsa = body.path("kty").asText().equals("RSA");
    if (body.path("key_size").asInt() != (rsa ? 3072 : 256) || body.path("key_ops").size() != 2) {
      throw new Refused(400, "BadParameter");
    }
    if (key == null) {
      key = new DoubleKey(name, body.path("kty").asText());
      keys.put(name, key);
    } else {
      key.rotate();
    }
    return bundle(key);
  }

  private JsonNode deleted(DoubleKey key) {
    key.deleted = true;
    return bundle(key);
  }

  private JsonNode recovered(DoubleKey key, String word) throws Refused {
    if (!word.equals("recover")) {
      throw new Refused(400, "BadParameter");
    }
    key.deleted = false;
    return bundle(key);
  }

  private JsonNode versions(DoubleKey key, String word) throws Refused {
    if (!word.equals("versions")) {
      return bundle(key, version(key, word));
    }
    ObjectNode page = JSON.createObjectNode();
    var items = page.putArray("value");
    key.versions.forEach(
        version -> items.addObject().put("kid", uri() + "/keys/" + key.name + "/" + version.id));
    return page;
  }

  private static DoubleKey.Version version(DoubleKey key, String id) throws Refused {
    return key.versions.stream()
        .filter(version -> version.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new Refused(404, "KeyNotFound"));
  }

  private JsonNode patched(DoubleKey key, String id, JsonNode body) throws Refused {
    version(key, id).enabled = body.path("attributes").path("enabled").asBoolean();
    return bundle(key, version(key, id));
  }

  /// As the service does it, a disabled key still wraps, and an expired one still unwraps.
  private JsonNode used(DoubleKey key, String id, String operation, JsonNode body)
      throws Refused, GeneralSecurityException {
    DoubleKey.Version version = version(key, id);
    boolean opens = operation.equals("unwrapkey") || operation.equals("decrypt");
    if (opens && !version.enabled) {
      throw new Refused(403, "Forbidden", "KeyDisabled", "");
    }
    if (!opens && version.expires <= System.currentTimeMillis() / 1000) {
      throw new Refused(403, "Forbidden");
    }
    String algorithm = body.path("alg").asText();
    boolean fits = key.type.equals(algorithm.equals("RSA-OAEP-256") ? "RSA" : "oct-HSM");
    boolean isGcm = operation.equals("encrypt") || operation.equals("decrypt");
    if (!fits || isGcm != algorithm.equals("A256GCM")) {
      throw new Refused(400, "BadParameter");
    }
    try {
      return isGcm ? gcm(version, opens, body) : wrapped(version, opens, algorithm, body);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new Refused(400, "BadParameter");
    }
  }

  private static JsonNode wrapped(
      DoubleKey.Version version, boolean opens, String algorithm, JsonNode body)
      throws GeneralSecurityException {
    byte[] value = bytes(body, "value");
    byte[] result = opens ? version.unwrap(algorithm, value) : version.wrap(algorithm, value);
    return JSON.createObjectNode().put("kid", version.id).put("value", text(result));
  }

  private static JsonNode gcm(DoubleKey.Version version, boolean opens, JsonNode body)
      throws GeneralSecurityException {
    byte[] aad = bytes(body, "aad");
    byte[] value = bytes(body, "value");
    if (opens) {
      byte[] sealed = Arrays.copyOf(value, value.length + 16);
      System.arraycopy(bytes(body, "tag"), 0, sealed, value.length, 16);
      byte[] plain = version.gcm(Cipher.DECRYPT_MODE, bytes(body, "iv"), aad, sealed);
      return JSON.createObjectNode().put("value", text(plain));
    }
    byte[] iv = DoubleKey.random(12);
    byte[] sealed = version.gcm(Cipher.ENCRYPT_MODE, iv, aad, value);
    return JSON.createObjectNode()
        .put("value", text(Arrays.copyOf(sealed, value.length)))
        .put("iv", text(iv))
        .put("tag", text(Arrays.copyOfRange(sealed, value.length, sealed.length)));
  }

  private static byte[] bytes(JsonNode body, String field) {
    String text = body.path(field).asText();
    if (text.contains("=") || text.contains("+") || text.contains("/")) {
      throw new IllegalArgumentException("not base64url");
    }
    return Base64.getUrlDecoder().decode(text);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
