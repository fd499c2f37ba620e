package io.cofre.kms.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// OAuth 2.0 for clients that act for themselves (RFC 6749, 4.4).
public final class OAuth {
  private OAuth() {}

  /// Ask for a token with a client's secret (2.3.1, in the body).
  ///
  /// @param endpoint the token endpoint
  /// @param scope what the token is for
  public static Call bySecret(URI endpoint, String client, String scope, SecretSource secret) {
    return call(endpoint, client, scope, Map.of("client_secret", secret.text()));
  }

  /// Ask for a token with a JWT that says who the client is (RFC 7523, 2.2).
  public static Call byAssertion(URI endpoint, String client, String scope, SecretSource jwt) {
    String type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    return call(
        endpoint,
        client,
        scope,
        Map.of("client_assertion_type", type, "client_assertion", jwt.text()));
  }

  private static Call call(URI endpoint, String client, String scope, Map<String, String> proof) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "client_credentials");
    fields.put("client_id", client);
    fields.put("scope", scope);
    fields.putAll(proof);
    return Call.form(endpoint, fields);
  }

  /// Read the token of an answer (5.1), which cannot be renewed. Where the answer does not say how
  /// long it lives, that is taken to be 5 minutes.
  ///
  /// @param server who answered, for messages
  /// @throws KmsException `UNEXPECTED` if there is none
  public static Session.Token token(String server, JsonNode answer) {
    String token = answer.path("access_token").asText("");
    long seconds = answer.path("expires_in").asLong(300); // some write it as text
    if (token.isEmpty() || seconds <= 0) {
      throw new KmsException(Reason.UNEXPECTED, server + " gave no token for the login");
    }
    return Session.Token.of(Secret.of(token), Duration.ofSeconds(seconds), false);
  }
}
