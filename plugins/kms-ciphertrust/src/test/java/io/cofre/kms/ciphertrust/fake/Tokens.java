package io.cofre.kms.ciphertrust.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// `auth/tokens`: the grants, and the short-lived tokens they give, each for one domain.
public final class Tokens {
  private final Map<String, String> domains = new HashMap<>();
  private final Map<String, String> refreshing =
      new HashMap<>(Map.of(FakeCipherTrust.REFRESH_TOKEN, "root"));
  private final Map<String, Integer> grants = new HashMap<>();
  private int duration = 300;

  /// Seconds that tokens made from now on say they live.
  public synchronized void duration(int seconds) {
    duration = seconds;
  }

  /// End every token before its time.
  public synchronized void expire() {
    domains.clear();
  }

  /// Revoke the refresh tokens too.
  public synchronized void revoke() {
    domains.clear();
    refreshing.clear();
  }

  /// How often a grant was asked for.
  public synchronized int granted(String type) {
    return grants.getOrDefault(type, 0);
  }

  synchronized JsonNode grant(JsonNode body, boolean certificate) throws Refusal {
    String type = body.path("grant_type").asText("password");
    grants.merge(type, 1, Integer::sum);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    String domain = named(body, "domain", "root");
    switch (type) {
      case "password" -> {
        requireFields(
            body, Set.of("username", "password", "connection", "domain", "auth_domain", "labels"));
        if (!named(body, "auth_domain", "root").equals("root")
            || !body.path("username").asText().equals(FakeCipherTrust.USER)
            || !body.path("password").asText().equals(FakeCipherTrust.PASSWORD)) {
          throw Refusal.login("Wrong username or password.");
        }
        answer.put("refresh_token", refreshToken(domain)).put("refresh_token_id", uuid());
      }
      case "refresh_token" -> {
        requireFields(body, Set.of("refresh_token", "domain", "renew_refresh_token", "labels"));
        String refreshToken = body.path("refresh_token").asText();
        String of = refreshing.get(refreshToken);
        if (of == null) {
          throw Refusal.login("Invalid token");
        }
        domain = named(body, "domain", of);
        if (!domain.equals(of)) {
          refreshing.remove(refreshToken);
          throw Refusal.login("Invalid token");
        }
        if (body.path("renew_refresh_token").asBoolean()) {
          refreshing.remove(refreshToken);
          answer.put("refresh_token", refreshToken(domain)).put("refresh_token_id", uuid());
        }
      }
      case "client_credential" -> {
        requireFields(body, Set.of("client_id"));
        if (!certificate || !body.path("client_id").asText().equals(FakeCipherTrust.CLIENT)) {
          throw Refusal.login("Invalid Client");
        }
      }
      default -> throw Refusal.badRequest("grant_type");
    }
    String jwt = "eyJhbGciOiJIUzI1NiJ9." + uuid().replace("-", "") + ".signature";
    domains.put(jwt, domain);
    return answer
        .put("jwt", jwt)
        .put("duration", duration)
        .put("token_type", "Bearer")
        .put("client_id", uuid());
  }

  /// An empty name of a domain is none.
  private static String named(JsonNode body, String field, String otherwise) {
    String domain = body.path(field).asText();
    return domain.isEmpty() ? otherwise : domain;
  }

  private String refreshToken(String domain) {
    String token = uuid().replace("-", "");
    refreshing.put(token, domain);
    return token;
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }

  private static void requireFields(JsonNode body, Set<String> known) throws Refusal {
    for (var fields = body.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!known.contains(field) && !field.equals("grant_type")) {
        throw Refusal.badRequest("no field of this grant: " + field);
      }
    }
  }

  /// The domain that a token opens.
  synchronized String domain(String authorization) throws Refusal {
    if (authorization.isEmpty()) {
      throw Refusal.text(401, "Authorization header is missing");
    }
    String domain = domains.get(authorization.replaceFirst("^Bearer ", ""));
    if (domain == null) {
      throw Refusal.token("Bearer token malformed: Token is expired by 50s");
    }
    return domain;
  }
}
