package io.cofre.kms.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.LocalServer.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The KV engines of the double: version 2 at `secret/`, version 1 at `kv1/`, as OpenBao 2.6.2
/// answers. It refuses methods, paths, queries and fields that the plugin has no business with.
final class FakeKv {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TIME = "2026-01-01T00:00:00.123456789Z";

  private static final class Version {
    final JsonNode data;
    boolean destroyed;
    boolean deleted;

    Version(JsonNode data) {
      this.data = data;
    }

    ObjectNode metadata() {
      ObjectNode metadata = JSON.createObjectNode().put("created_time", TIME);
      return metadata.put("deletion_time", deleted ? TIME : "").put("destroyed", destroyed);
    }
  }

  private static final class Versioned {
    final TreeMap<Integer, Version> versions = new TreeMap<>();
    int current;
    int most;
    boolean casRequired;
  }

  private final Map<String, Versioned> versioned = new TreeMap<>();
  private final Map<String, ObjectNode> plain = new TreeMap<>();
  private final List<String> written = new ArrayList<>();
  private Runnable beforeWrite = () -> {};
  private Runnable afterWrite = () -> {};
  private Runnable beforeConfiguration = () -> {};
  private boolean held;

  /// All that was ever written, for who looks for a key in clear.
  synchronized List<String> written() {
    return List.copyOf(written);
  }

  /// What another does just before the next write of version 2.
  synchronized void beforeNextWrite(Runnable work) {
    beforeWrite = work;
  }

  /// What another does between the next write of version 1 and the call after it.
  synchronized void afterNextWrite(Runnable work) {
    afterWrite = work;
  }

  /// What another does just before the metadata of version 2 is written the next time.
  synchronized void beforeNextConfiguration(Runnable work) {
    beforeConfiguration = work;
  }

  /// Give up on the next write of version 2, and do it only when the one after it comes, as a slow
  /// network does.
  synchronized void holdNextWrite() {
    held = true;
  }

  /// Remove fields of a secret of version 1, as another writer would.
  synchronized void retain(String path, String field) {
    plain.get(path).retain(field);
  }

  /// Put a version of a secret of version 2, as another writer would.
  synchronized void putVersion(String path, String field, String text) {
    Versioned secret = versioned.computeIfAbsent(path, _ -> new Versioned());
    secret.versions.put(++secret.current, new Version(JSON.createObjectNode().put(field, text)));
  }

  /// The value in a version of a secret of version 2.
  synchronized String value(String path, int version) {
    return versioned.get(path).versions.get(version).data.path("" + version).asText();
  }

  /// Answer as if an operator had sent something.
  Reply post(String path, String body) throws IOException {
    var request = new Request("POST", "/v1/" + path, "", Map.of(), body.getBytes(UTF_8), List.of());
    return answer(request, path, JSON.readTree(body));
  }

  synchronized Reply answer(Request request, String path, JsonNode body) {
    if (path.startsWith("sys/internal/ui/mounts/")) {
      return mount(path.substring("sys/internal/ui/mounts/".length()));
    }
    String[] parts = path.split("/", 3);
    if (parts[0].equals("kv1")) {
      return plain(request, path.substring("kv1/".length()), body);
    }
    if (!parts[0].equals("secret") || parts.length < 3) {
      return FakeVault.error(404, "no handler for route \"" + path + "\". route entry not found.");
    }
    String what = request.method() + " " + parts[1];
    return switch (what) {
      case "GET data" -> read(request, parts[2]);
      case "POST data" -> write(parts[2], body);
      case "GET metadata" ->
          request.query().equals("list=true")
              ? list(versioned.keySet(), parts[2])
              : metadata(parts[2]);
      case "POST metadata" -> {
        configuring();
        yield configure(parts[2], body);
      }
      case "DELETE metadata" -> {
        versioned.remove(parts[2]);
        yield Reply.empty(204);
      }
      case "POST delete", "POST undelete", "POST destroy" -> change(parts[1], parts[2], body);
      default -> wrongPath();
    };
  }

  private static Reply mount(String mount) {
    String version = mount.equals("secret") ? "2" : "1";
    return switch (mount) {
      case "secret", "kv1" ->
          FakeVault.data("{\"type\":\"kv\",\"options\":{\"version\":\"" + version + "\"}}");
      case "transit" -> FakeVault.data("{\"type\":\"transit\",\"options\":{}}");
      default ->
          FakeVault.error(
              403,
              "preflight capability check returned 403, please ensure client's policies grant access"
                  + " to path \""
                  + mount
                  + "/\"");
    };
  }

  private static Reply wrongPath() {
    return Reply.json(
        404,
        "{\"data\":null,\"warnings\":[\"Invalid path for a versioned K/V secrets engine. See the API"
            + " docs for the appropriate API endpoints to use.\"]}");
  }

  private static Reply none() {
    return Reply.json(404, "{\"errors\":[]}");
  }

  private static Reply list(Set<String> paths, String folder) {
    Set<String> names = new HashSet<>();
    for (String path : paths) {
      if (path.startsWith(folder + "/")) {
        String name = path.substring(folder.length() + 1);
        names.add(name.contains("/") ? name.substring(0, name.indexOf('/') + 1) : name);
      }
    }
    if (names.isEmpty()) {
      return none();
    }
    ObjectNode data = JSON.createObjectNode();
    names.stream().sorted().forEach(data.putArray("keys")::add);
    return FakeVault.data(data.toString());
  }

  private Reply read(Request request, String path) {
    Versioned secret = versioned.get(path);
    if (!request.query().matches("(version=\\d{1,18})?")) {
      return FakeVault.error(400, "Field validation failed: version");
    }
    long wanted = Long.parseLong("0" + request.parameters().getOrDefault("version", ""));
    int number = secret != null && wanted == 0 ? secret.current : (int) wanted;
    if (secret == null
        || (wanted != number && wanted != 0)
        || !secret.versions.containsKey(number)) {
      return none();
    }
    Version version = secret.versions.get(number);
    boolean gone = version.deleted || version.destroyed;
    ObjectNode data = JSON.createObjectNode();
    data.set("data", gone ? JSON.nullNode() : version.data);
    data.set("metadata", version.metadata().put("version", number));
    return Reply.json(gone ? 404 : 200, "{\"data\":" + data + ",\"warnings\":null}");
  }

  private Reply write(String path, JsonNode body) {
    if (!fields(body).equals(Set.of("options", "data"))) {
      return FakeVault.error(400, "no data provided");
    }
    if (held) {
      held = false;
      beforeWrite = () -> write(path, body);
      return FakeVault.error(504, "upstream timed out");
    }
    Runnable work = beforeWrite;
    beforeWrite = () -> {};
    work.run();
    Versioned secret = versioned.computeIfAbsent(path, _ -> new Versioned());
    JsonNode cas = body.path("options").path("cas");
    if (secret.casRequired && !cas.isNumber()) {
      return FakeVault.error(400, "check-and-set parameter required for this call");
    }
    if (cas.isNumber() && cas.asInt() != secret.current) {
      return FakeVault.error(400, "check-and-set parameter did not match the current version");
    }
    written.add(body.toString());
    Version version = new Version(body.path("data"));
    secret.versions.put(++secret.current, version);
    if (secret.versions.size() > (secret.most == 0 ? 10 : secret.most)) {
      secret.versions.pollFirstEntry();
    }
    return FakeVault.data(version.metadata().put("version", secret.current).toString());
  }

  private Reply metadata(String path) {
    Versioned secret = versioned.get(path);
    if (secret == null) {
      return none();
    }
    ObjectNode data = JSON.createObjectNode().put("created_time", TIME);
    data.put("current_version", secret.current).put("max_versions", secret.most);
    ObjectNode versions = data.putObject("versions");
    secret.versions.forEach(
        (number, version) -> versions.set(String.valueOf(number), version.metadata()));
    return FakeVault.data(data.toString());
  }

  private void configuring() {
    Runnable work = beforeConfiguration;
    beforeConfiguration = () -> {};
    work.run();
  }

  private Reply configure(String path, JsonNode body) {
    if (!Set.of("max_versions", "cas_required").containsAll(fields(body))) {
      return FakeVault.error(400, "unknown field");
    }
    Versioned secret = versioned.computeIfAbsent(path, _ -> new Versioned());
    secret.most = body.path("max_versions").asInt(secret.most);
    secret.casRequired = body.path("cas_required").asBoolean(secret.casRequired);
    return Reply.empty(204);
  }

  private Reply change(String what, String path, JsonNode body) {
    Versioned secret = versioned.get(path);
    if (!fields(body).equals(Set.of("versions")) || body.path("versions").isEmpty()) {
      return FakeVault.error(400, "No version number provided");
    }
    if (secret == null) {
      return none();
    }
    for (JsonNode number : body.path("versions")) {
      Version version = secret.versions.get(number.asInt());
      if (version != null && !version.destroyed) {
        version.destroyed = what.equals("destroy");
        version.deleted = what.equals("delete");
      }
    }
    return Reply.empty(204);
  }

  private Reply plain(Request request, String path, JsonNode body) {
    return switch (request.method() + " " + request.query()) {
      case "GET list=true" -> list(plain.keySet(), path);
      case "GET " -> plain.containsKey(path) ? FakeVault.data(plain.get(path).toString()) : none();
      case "POST " -> {
        written.add(body.toString());
        plain.put(path, ((ObjectNode) body).deepCopy());
        Runnable work = afterWrite;
        afterWrite = () -> {};
        work.run();
        yield Reply.empty(204);
      }
      case "DELETE " -> {
        plain.remove(path);
        yield Reply.empty(204);
      }
      default -> FakeVault.error(405, "unsupported operation");
    };
  }

  private static Set<String> fields(JsonNode body) {
    Set<String> names = new HashSet<>();
    body.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
