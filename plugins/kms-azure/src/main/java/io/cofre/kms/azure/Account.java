package io.cofre.kms.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Secret;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.Session;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Who Cofre is to Microsoft Entra ID.
sealed interface Account {
  /// Make the request for a token.
  Call ask(Challenge challenge);

  /// An application.
  ///
  /// @param proof what it shows besides its id, made anew for each login
  record Application(URI authority, String client, Supplier<Map<String, String>> proof)
      implements Account {
    @Override
    public Call ask(Challenge challenge) {
      Map<String, String> fields = new LinkedHashMap<>(proof.get());
      fields.put("client_id", client);
      fields.put("grant_type", "client_credentials");
      fields.put("scope", challenge.resource() + "/.default");
      String uri = "%s/%s/oauth2/v2.0/token".formatted(authority, challenge.tenant());
      return Call.form(URI.create(uri), fields);
    }
  }

  /// The identity of the machine; an empty client is the machine's own.
  record OfMachine(URI endpoint, String client) implements Account {
    @Override
    public Call ask(Challenge challenge) {
      String which = client.isEmpty() ? "" : "&client_id=" + encoded(client);
      String uri =
          "%s/metadata/identity/oauth2/token?api-version=2018-02-01&resource=%s%s"
              .formatted(endpoint, encoded(challenge.resource()), which);
      return Call.get(URI.create(uri)).header("Metadata", "true");
    }
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
