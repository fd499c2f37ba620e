package io.cofre.kms.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Secret;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.Session;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who Cofre is to Microsoft Entra ID; makes the request for a token.
sealed interface Account {
  Call ask(Challenge challenge);

  /// An application with a secret.
  record WithSecret(URI authority, String client, Secret secret) implements Account {
    @Override
    public Call ask(Challenge challenge) {
      return form(
          authority,
          challenge,
          Map.of("client_id", client, "client_secret", secret.use(chars -> new String(chars))));
    }
  }

  /// An application that shows a token of its platform, read again each time.
  record WithToken(URI authority, String client, Path token) implements Account {
    @Override
    public Call ask(Challenge challenge) {
      try {
        return form(
            authority,
            challenge,
            Map.of(
                "client_id",
                client,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                Files.readString(token).strip()));
      } catch (IOException e) {
        throw new KmsException(
            Reason.ACCESS_DENIED, "the token file %s cannot be read (%s)".formatted(token, e));
      }
    }
  }

  /// The identity of the machine; an empty client is the machine's own.
  record OfMachine(URI endpoint, String client) implements Account {
    @Override
    public Call ask(Challenge challenge) {
      String which = client.isEmpty() ? "" : "&client_id=" + encoded(client);
      return Call.get(
              URI.create(
                  "%s/metadata/identity/oauth2/token?api-version=2018-02-01&resource=%s%s"
                      .formatted(endpoint, encoded(challenge.resource()), which)))
          .header("Metadata", "true");
    }
  }

  private static Call form(URI authority, Challenge challenge, Map<String, String> own) {
    Map<String, String> fields = new LinkedHashMap<>(own);
    fields.put("grant_type", "client_credentials");
    fields.put("scope", challenge.resource() + "/.default");
    URI uri = URI.create("%s/%s/oauth2/v2.0/token".formatted(authority, challenge.tenant()));
    return Call.form(uri, fields);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Ask for a token.
  default Session.Token login(KmsHttp http, Challenge challenge) {
    Call call = ask(challenge);
    Answer answer = http.send(call);
    if (!answer.ok()) {
      String error = Errors.words(answer);
      Reason reason =
          answer.status() == 400 ? Reason.ACCESS_DENIED : HttpReasons.of(answer.status());
      throw answer.failure(
          reason == Reason.KEY_NOT_FOUND ? Reason.UNAVAILABLE : reason,
          "%s gave no token (%d): %s".formatted(call.uri().getHost(), answer.status(), error));
    }
    JsonNode token = answer.json();
    if (!token.path("access_token").isTextual()) {
      throw answer.failure(Reason.UNEXPECTED, call.uri().getHost() + " gave no token");
    }
    return Session.Token.of(
        Secret.of(token.path("access_token").asText()),
        Duration.ofSeconds(Math.max(1, token.path("expires_in").asLong(300))),
        false);
  }
}
