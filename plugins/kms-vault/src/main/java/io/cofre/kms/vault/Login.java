package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Secret;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.Session;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Logs in to Vault and renews tokens.
///
/// @param address without `/v1`
/// @param namespace of the method; empty for none
/// @param credentials how
record Login(URI address, String namespace, KmsHttp http, Credentials credentials)
    implements Session.Login {
  private static final Duration TOO_SHORT = Duration.ofSeconds(10);

  @Override
  public Session.Token login() {
    return switch (credentials) {
      case Credentials.Given(var token) -> looked(token.read());
      case Credentials.Method(var name, var mount, var body) ->
          token(name, sent(post("auth/" + mount + "/login", body.get())));
    };
  }

  @Override
  public Session.Token renew(Secret token) {
    Answer answer = sent(withToken(post("auth/token/renew-self", VaultClient.object()), token));
    Session.Token renewed = token("renewal", answer);
    boolean atItsEnd = renewed.life().filter(life -> life.compareTo(TOO_SHORT) <= 0).isPresent();
    return atItsEnd ? login() : renewed;
  }

  /// A token that was given: Vault tells how long it lives, if the policy lets it.
  private Session.Token looked(Secret token) {
    Answer answer =
        sent(withToken(Call.get(URI.create(address + "/v1/auth/token/lookup-self")), token));
    JsonNode data = answer.ok() ? answer.json().path("data") : VaultClient.object();
    return new Session.Token(token, life(data.path("ttl")), data.path("renewable").asBoolean());
  }

  private Call post(String path, ObjectNode body) {
    return Call.json("POST", URI.create(address + "/v1/" + path), body);
  }

  private static Call withToken(Call call, Secret token) {
    return call.header("X-Vault-Token", token.use(String::new));
  }

  private Answer sent(Call call) {
    Call marked = VaultClient.inNamespace(call, namespace);
    try {
      return http.send(marked);
    } finally {
      marked.wipe();
      call.wipe();
    }
  }

  private Session.Token token(String method, Answer answer) {
    if (!answer.ok()) {
      boolean refused = answer.status() / 100 == 4 && answer.status() != 429;
      throw answer.failure(
          refused ? Reason.ACCESS_DENIED : HttpReasons.of(answer.status()),
          "Vault at %s refused the %s (%d): %s"
              .formatted(
                  address,
                  method.equals("renewal") ? "renewal of the token" : "login by " + method,
                  answer.status(),
                  Refusals.said(answer)));
    }
    JsonNode auth = answer.json().path("auth");
    String text = auth.path("client_token").asText();
    if (text.isEmpty()) {
      throw new KmsException(
          Reason.UNEXPECTED, "Vault at %s gave no token for the %s".formatted(address, method));
    }
    answer.wipe();
    return new Session.Token(
        Secret.of(text), life(auth.path("lease_duration")), auth.path("renewable").asBoolean());
  }

  private static Optional<Duration> life(JsonNode seconds) {
    return Optional.of(Duration.ofSeconds(seconds.asLong())).filter(Duration::isPositive);
  }
}
