package io.cofre.vault.client;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.PathSetting;
import io.cofre.kms.http.Probe;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.Said;

/// Calls one Vault with the login that is set, says in the operator's words what it refused, and
/// probes it. Thread-safe.
///
/// Paths are those of the API without `/v1/`. Whatever is no success is a [KmsException], whose
/// message begins with the address of the Vault.
public final class VaultClient implements AutoCloseable {
  private static final Setting<URI> ADDRESS =
      HttpSettings.endpoint("endpoint", "Address of Vault, such as https://vault:8200.");
  private static final Setting<String> NAMESPACE =
      PathSetting.orRoot("namespace", "Namespace of the keys.").or("");

  private final RestApi api;
  private final Map<String, Map<String, String>> needs = new ConcurrentHashMap<>();

  private VaultClient(RestApi api) {
    this.api = api;
  }

  /// The settings of the address and the login; those of [HttpSettings] belong to them.
  public static List<Setting<?>> settings() {
    return Stream.of(List.of(ADDRESS, NAMESPACE), Login.SETTINGS)
        .<Setting<?>>flatMap(List::stream)
        .toList();
  }

  /// Open a client without sending anything.
  ///
  /// @throws io.cofre.api.plugin.InvalidSettings if the login lacks something
  public static VaultClient open(Settings settings, PluginContext context) {
    URI address = settings.get(ADDRESS);
    return new VaultClient(Login.open(address, settings.get(NAMESPACE), settings, context));
  }

  /// What it calls through; closed with it.
  public RestApi api() {
    return api;
  }

  /// Send a document, which may hold a key; a policy gives `update` for that.
  public Answer post(String path, ObjectNode body) {
    return success("update", path, api.send("POST", "/v1/" + path, body));
  }

  /// Remove what is at a path.
  public void delete(String path) {
    success("delete", path, api.delete("/v1/" + path));
  }

  /// Read the data at a path; empty where nothing is. What was removed may leave data there.
  public Optional<ObjectNode> find(String path) {
    return find("read", path, "");
  }

  /// Read the data at a path for a query, which begins with `?`.
  public Optional<ObjectNode> find(String path, String query) {
    return find("read", path, query);
  }

  private Optional<ObjectNode> find(String capability, String path, String query) {
    Answer answer = api.get("/v1/" + path + query);
    boolean absent = answer.status() == 404 && Said.words(answer).isEmpty();
    JsonNode document = (absent ? answer : success(capability, path, answer)).json();
    if (document.path("data") instanceof ObjectNode data) {
      return Optional.of(data);
    }
    if (absent) {
      return Optional.empty();
    }
    throw lacking("data", path);
  }

  /// Read the data of the key at a path.
  ///
  /// @throws KmsException `KEY_NOT_FOUND` where nothing is
  public ObjectNode read(String path) {
    return find(path)
        .orElseThrow(() -> failure(Reason.KEY_NOT_FOUND, "has no key at %s (404)", path));
  }

  /// List the names in a folder, without the folders in it.
  public Stream<String> names(String folder) {
    return find("list", folder, "?list=true").stream()
        .flatMap(data -> required(data, "keys", folder).valueStream())
        .map(JsonNode::asText)
        .filter(name -> !name.endsWith("/"));
  }

  /// Refuse another engine than the one that is meant, or its other version: it would take what is
  /// written, and keep it where nobody looks.
  ///
  /// @param type such as `KV`
  /// @param mount where it is mounted
  /// @throws KmsException `UNEXPECTED` if another is mounted there, or none
  public void requireEngine(String type, int version, String mount) {
    JsonNode told = find("sys/internal/ui/mounts/" + mount).orElseGet(RestApi::document);
    String foundType = told.path("type").asText();
    String foundVersion = told.path("options").path("version").asText("1");
    if (!type.equalsIgnoreCase(foundType) || !foundVersion.equals(Integer.toString(version))) {
      String words =
          "has no %s engine of version %d at %s/, but one of type %s and version %s: set engine or"
              + " mount";
      throw failure(Reason.UNEXPECTED, words, type, version, mount, foundType, foundVersion);
    }
  }

  /// The same key, if it can have that name in Vault: another might lead elsewhere in a path.
  ///
  /// @throws KmsException `KEY_NOT_FOUND` if it cannot
  public KeyId named(KeyId key) {
    if (!key.value().matches("\\w([\\w.-]{0,253}\\w)?")) {
      String named = "keys are named with letters, digits, _, and - or . inside";
      throw failure(Reason.KEY_NOT_FOUND, "has no key %s: %s", key, named);
    }
    return key;
  }

  private Answer success(String capability, String path, Answer answer) {
    if (!answer.ok()) {
      throw Refusals.failure(toString(), capability, path, answer);
    }
    return answer;
  }

  /// Read a field that Vault would not leave out.
  ///
  /// @param path where the document is from
  /// @throws KmsException `UNEXPECTED` if it did
  public JsonNode required(JsonNode document, String field, String path) {
    if (!document.hasNonNull(field)) {
      throw lacking(field, path);
    }
    return document.path(field);
  }

  /// Make the failure of an answer that lacks something.
  public KmsException lacking(String what, String path) {
    return failure(
        Reason.UNEXPECTED, "gave an answer nobody foresaw at %s: it has no %s", path, what);
  }

  /// Make a failure that tells which Vault it is about.
  ///
  /// @param message what it did, as a format for the parts
  public KmsException failure(Reason reason, String message, Object... parts) {
    return new KmsException(reason, "%s %s".formatted(this, message.formatted(parts)));
  }

  /// Remember what a policy must give, for the probe.
  ///
  /// @param user who needs it; what that one needed before is forgotten
  /// @param capabilities by path
  public void need(String user, Map<String, String> capabilities) {
    needs.put(user, Map.copyOf(capabilities));
  }

  /// Ask Vault how it is, and whether the token may do what was needed last. Never throws.
  ///
  /// @param more is asked for besides
  public Health probe(Runnable more) {
    return Probe.run(
        toString(),
        () -> {
          checkServer();
          checkToken();
          more.run();
        });
  }

  private void checkServer() {
    int status = api.getOpenly("/v1/sys/health?standbyok=true&perfstandbyok=true").status();
    if (!List.of(200, 429, 472, 473).contains(status)) { // active, or a standby that forwards
      String other = "answers its health check with " + status;
      var wrong = Map.of(501, "is not initialised", 503, "is sealed: unseal it");
      throw failure(Reason.UNAVAILABLE, wrong.getOrDefault(status, other));
    }
  }

  private void checkToken() {
    Map<String, String> wanted = new TreeMap<>();
    needs.values().forEach(wanted::putAll);
    ObjectNode body = RestApi.document();
    var paths = body.putArray("paths").add("sys/health");
    wanted.keySet().forEach(paths::add);
    String own = "sys/capabilities-self";
    JsonNode data = required(post(own, body).json(), "data", own);
    wanted.forEach((path, capability) -> {
      List<String> held = data.path(path).valueStream().map(JsonNode::asText).toList();
      if (Collections.disjoint(held, List.of(capability, "root"))) {
        throw new KmsException(
            Reason.ACCESS_DENIED,
            "%s: the policy lacks %s on %s".formatted(this, capability, path));
      }
    });
  }

  /// End the session and the connections; idempotent.
  @Override
  public void close() {
    api.close();
  }

  /// Its name and address, such as `Vault at https://vault:8200`.
  @Override
  public String toString() {
    return api.toString();
  }
}
