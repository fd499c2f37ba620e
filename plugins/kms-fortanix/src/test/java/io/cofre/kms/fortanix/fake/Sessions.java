package io.cofre.kms.fortanix.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// `session/auth`: an API key, or a certificate and an application's id, for a bearer token.
public final class Sessions {
  private final Set<String> tokens = new HashSet<>();
  private int lifetime = 600;
  private int logins;

  /// Seconds that sessions from now on say they live.
  public synchronized void lifetime(int seconds) {
    lifetime = seconds;
  }

  /// End every session.
  public synchronized void expire() {
    tokens.clear();
  }

  /// How many logins were asked for.
  public synchronized int logins() {
    return logins;
  }

  synchronized JsonNode login(String authorization, boolean certificate) throws Refusal {
    logins++;
    String certified =
        Base64.getEncoder().encodeToString((FakeDsm.APP + ":").getBytes(StandardCharsets.UTF_8));
    if (!authorization.equals("Basic " + FakeDsm.API_KEY)
        && !(certificate && authorization.equals("Basic " + certified))) {
      throw Refusal.text(401, "Invalid credentials");
    }
    String token = UUID.randomUUID().toString().replace("-", "") + UUID.randomUUID();
    tokens.add(token);
    return JsonNodeFactory.instance
        .objectNode()
        .put("token_type", "Bearer")
        .put("expires_in", lifetime)
        .put("access_token", token)
        .put("entity_id", FakeDsm.APP);
  }

  synchronized void require(String authorization) throws Refusal {
    if (!authorization.startsWith("Bearer ")
        || !tokens.contains(authorization.substring("Bearer ".length()))) {
      throw Refusal.text(401, "Session does not exist or has expired");
    }
  }

  synchronized void terminate(String authorization) throws Refusal {
    require(authorization);
    tokens.remove(authorization.substring("Bearer ".length()));
  }
}
