package io.cofre.kms.ciphertrust.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.LocalServer.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The paths of one domain behind its token: `crypto`, `vault/keys2`, and their queries.
record Routes(StoredKeys keys, Cryptography cryptography) {
  private static final String KEYS = "/api/v1/vault/keys2";

  Reply answer(Request asked, JsonNode body) throws Refusal {
    String method = asked.method();
    String rawPath = asked.path();
    Map<String, String> query = asked.parameters();
    if (method.equals("POST") && rawPath.equals("/api/v1/crypto/encrypt")) {
      return json(200, cryptography.encrypt(body));
    }
    if (method.equals("POST") && rawPath.equals("/api/v1/crypto/decrypt")) {
      return json(200, cryptography.decrypt(body));
    }
    if (!rawPath.startsWith(KEYS)) {
      throw Refusal.text(404, "404 page not found");
    }
    String[] rest = rawPath.substring(KEYS.length()).replaceFirst("^/", "").split("/");
    String key = URLDecoder.decode(rest[0], StandardCharsets.UTF_8);
    return key.isEmpty()
        ? ofAll(method, query, body)
        : ofOne(method + (rest.length > 1 ? " " + rest[1] : ""), key, query, body);
  }

  private Reply ofAll(String method, Map<String, String> query, JsonNode body) throws Refusal {
    return switch (method) {
      case "POST" -> json(201, keys.create(body).json());
      case "GET" -> {
        requireKnown(query, Set.of("skip", "limit", "name"));
        yield json(200, page(keys.all(query.getOrDefault("name", "")), query));
      }
      default -> throw Refusal.text(405, "Method Not Allowed");
    };
  }

  private Reply ofOne(String asked, String key, Map<String, String> query, JsonNode body)
      throws Refusal {
    requireKnown(query, Set.of("type", "version", "skip", "limit"));
    return switch (asked) {
      case "GET" -> json(200, version(key, query).json());
      case "GET versions" -> json(200, page(keys.of(version(key, query).name), query));
      case "POST versions" -> json(201, keys.rotate(version(key, query).name).json());
      case "POST revoke" -> {
        StoredVersion version = version(key, query);
        version.revoke(body.path("reason").asText());
        yield json(200, version.json());
      }
      case "POST reactivate" -> {
        StoredVersion version = version(key, query);
        version.reactivate(body.path("reason").asText());
        yield json(200, version.json());
      }
      case "POST destroy" -> {
        StoredVersion version = version(key, query);
        version.destroy();
        yield json(200, version.json());
      }
      case "DELETE" -> {
        keys.delete(version(key, query));
        yield Reply.empty(204);
      }
      default -> throw Refusal.text(404, "404 page not found");
    };
  }

  private static void requireKnown(Map<String, String> query, Set<String> known) throws Refusal {
    if (!known.containsAll(query.keySet())) {
      throw Refusal.badRequest("unknown query parameter");
    }
  }

  private StoredVersion version(String key, Map<String, String> query) throws Refusal {
    int version = Integer.parseInt(query.getOrDefault("version", "-1"));
    return keys.of(query.getOrDefault("type", ""), key, version);
  }

  private static JsonNode page(List<StoredVersion> all, Map<String, String> query) {
    int skip = Integer.parseInt(query.getOrDefault("skip", "0"));
    int limit = Integer.parseInt(query.getOrDefault("limit", "10"));
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.put("skip", skip).put("limit", limit).put("total", all.size());
    ArrayNode resources = JsonNodeFactory.instance.arrayNode();
    all.stream().skip(skip).limit(limit).forEach(version -> resources.add(version.json()));
    page.set("resources", resources.isEmpty() ? JsonNodeFactory.instance.nullNode() : resources);
    return page;
  }

  private static Reply json(int status, JsonNode document) {
    return Reply.json(status, document.toString());
  }
}
