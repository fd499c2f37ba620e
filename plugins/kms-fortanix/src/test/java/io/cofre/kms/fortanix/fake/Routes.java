package io.cofre.kms.fortanix.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.LocalServer.Request;
import java.util.Map;
import java.util.Set;

/// The paths behind a session: `crypto/v1`.
record Routes(SecurityObjects objects, Cryptography cryptography) {
  private static final String KEYS = "/crypto/v1/keys";

  Reply answer(Request asked, JsonNode body) throws Refusal {
    String method = asked.method();
    String path = asked.path();
    return switch (method + " " + path) {
      case "POST /crypto/v1/encrypt" -> json(200, cryptography.encrypt(body));
      case "POST /crypto/v1/decrypt" -> json(200, cryptography.decrypt(body));
      case "POST " + KEYS -> json(201, objects.create(body).json());
      case "GET " + KEYS -> json(200, page(asked.parameters()));
      case "POST " + KEYS + "/info" ->
          json(
              200,
              objects.described(body, asked.parameters().containsKey("show_destroyed")).json());
      case "POST " + KEYS + "/rekey" -> json(201, objects.rekey(body).json());
      default -> {
        if (!path.startsWith(KEYS + "/")) {
          throw Refusal.text(404, "resource not found");
        }
        String[] rest = path.substring(KEYS.length() + 1).split("/");
        yield ofOne(method + (rest.length > 1 ? " " + rest[1] : ""), rest[0], body);
      }
    };
  }

  private Reply ofOne(String asked, String kid, JsonNode body) throws Refusal {
    return switch (asked) {
      case "GET" -> json(200, objects.identified(kid).json());
      case "PATCH" -> json(200, objects.update(kid, body).json());
      case "POST revoke" -> {
        objects.revoke(kid, body);
        yield Reply.empty(204);
      }
      case "POST destroy" -> {
        objects.identified(kid).state = "Destroyed";
        yield Reply.empty(204);
      }
      case "DELETE" -> {
        objects.delete(kid);
        yield Reply.empty(204);
      }
      default -> throw Refusal.text(404, "resource not found");
    };
  }

  private JsonNode page(Map<String, String> query) throws Refusal {
    String sort = query.getOrDefault("sort", "kid:asc");
    if (!Set.of("limit", "offset", "sort", "obj_type").containsAll(query.keySet())
        || !sort.matches("(kid|name):(asc|desc)")) {
      throw Refusal.badRequest("unknown query parameter");
    }
    int offset = Integer.parseInt(query.getOrDefault("offset", "0"));
    int limit = Integer.parseInt(query.getOrDefault("limit", "1000"));
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    objects.page(sort, offset, limit).forEach(object -> page.add(object.json()));
    return page;
  }

  private static Reply json(int status, JsonNode document) {
    return Reply.json(status, document.toString());
  }
}
