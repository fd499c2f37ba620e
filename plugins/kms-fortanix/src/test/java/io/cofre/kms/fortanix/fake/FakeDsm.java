package io.cofre.kms.fortanix.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cofre.kms.http.testing.FakeKms;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.LocalServer.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Fortanix DSM as far as its OpenAPI description goes: sessions, objects that replace each other,
/// states, the real cipher, and its own error bodies. It refuses what the vendor's would refuse.
public final class FakeDsm implements FakeKms {
  /// The id of the app.
  public static final String APP = "6f0c1e8f-2c3f-4b7a-9d10-4c31b1a85e4e";

  /// The API key of the app.
  public static final String API_KEY =
      Base64.getEncoder()
          .encodeToString((APP + ":a-secret-of-the-app").getBytes(StandardCharsets.UTF_8));

  private static final ObjectMapper JSON = new ObjectMapper();
  private final Sessions sessions = new Sessions();
  private final SecurityObjects objects = new SecurityObjects();
  private final Routes routes = new Routes(objects, new Cryptography(objects));

  /// The sessions it keeps.
  public Sessions sessions() {
    return sessions;
  }

  /// The objects it keeps.
  public SecurityObjects objects() {
    return objects;
  }

  @Override
  public void create(String key) {
    objects.create(key);
  }

  @Override
  public void rotate(String key) throws IOException {
    try {
      objects.rekey(JSON.createObjectNode().put("name", key));
    } catch (Refusal e) {
      throw new IOException(e);
    }
  }

  @Override
  public Reply handle(Request asked) throws IOException {
    try {
      return unlessRefused(asked);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private Reply unlessRefused(Request asked) throws IOException, Refusal {
    String authorization = asked.header("Authorization");
    switch (asked.method() + " " + asked.path()) {
      case "GET /sys/v1/health" -> {
        return Reply.empty(204);
      }
      case "POST /sys/v1/session/auth" -> {
        return Reply.json(200, sessions.login(authorization, !asked.peer().isEmpty()).toString());
      }
      case "POST /sys/v1/session/refresh" -> {
        sessions.require(authorization);
        return Reply.empty(204);
      }
      case "POST /sys/v1/session/terminate" -> {
        sessions.terminate(authorization);
        return Reply.empty(204);
      }
      default -> sessions.require(authorization);
    }
    String type = asked.header("Content-Type"); // the vendor's client for Go names none
    if (!type.isEmpty() && !type.startsWith("application/json")) {
      throw Refusal.badRequest("expected application/json");
    }
    return routes.answer(asked, withoutNulls(json(asked.body())));
  }

  /// A field that is null is one that is not there: the vendor's client for Rust sends them all.
  private static JsonNode withoutNulls(JsonNode body) {
    body.properties().removeIf(field -> field.getValue().isNull());
    return body;
  }

  private static JsonNode json(byte[] body) throws IOException, Refusal {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      throw Refusal.badRequest("expected value at line 1 column 1");
    }
  }
}
