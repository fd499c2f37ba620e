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
import io.cofre.kms.http.RestCredentials;
import io.cofre.kms.http.Said;
import io.cofre.kms.http.Session;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Logs in to Vault, renews tokens and puts them on calls.
///
/// @param address without `/v1`
/// @param namespace of the keys; empty for none
/// @param ownNamespace of the method; empty for none
/// @param credentials how
record Login(
    URI address, String namespace, String ownNamespace, KmsHttp http, Credentials credentials)
    implements RestCredentials {
  private static final Duration TOO_SHORT = Duration.ofSeconds(10);

  @Override
  public Call with(Secret token, Call call) {
    return withToken(in(namespace, call), token);
  }

  private static Call in(String namespace, Call call) {
    Call marked = call.header("X-Vault-Request", "true");
    return namespace.isEmpty() ? marked : marked.header("X-Vault-Namespace", namespace);
  }

  @Override
  public boolean refused(Answer answer) {
    return answer.status() == 403;
  }

  @Override
  public Session.Token login() {
    return switch (credentials) {
      case Credentials.Given(var token) -> looked(token.read());
      case Credentials.Method(var name, var mount, var body) ->
          token("login by " + name, sent(post("auth/" + mount + "/login", body.get())));
    };
  }

  @Override
  public Session.Token renew(Secret token) {
    Answer answer = sent(withToken(post("auth/token/renew-self", VaultClient.object()), token));
    Session.Token renewed = token("renewal of the token", answer);
    boolean atItsEnd = renewed.life().filter(life -> life.compareTo(TOO_SHORT) <= 0).isPresent();
    return atItsEnd ? login() : renewed;
  }

  /// A token that was given: Vault tells how long it lives, if the policy lets it.
  private Session.Token looked(Secret token) {
    Answer answer = sent(withToken(Call.get(at("auth/token/lookup-self")), token));
    JsonNode data = answer.ok() ? answer.json().path("data") : VaultClient.object();
    return new Session.Token(token, life(data.path("ttl")), data.path("renewable").asBoolean());
  }

  private URI at(String path) {
    return URI.create(address + "/v1/" + path);
  }

  private Call post(String path, ObjectNode body) {
    return Call.json("POST", at(path), body);
  }

  private static Call withToken(Call call, Secret token) {
    return call.header("X-Vault-Token", token.use(String::new));
  }

  private Answer sent(Call call) {
    Call marked = in(ownNamespace, call);
    call.wipe();
    try {
      return http.send(marked);
    } finally {
      marked.wipe();
    }
  }

  private Session.Token token(String doing, Answer answer) {
    if (!answer.ok()) {
      boolean refused = answer.status() / 100 == 4 && answer.status() != 429;
      throw answer.failure(
          refused ? Reason.ACCESS_DENIED : HttpReasons.of(answer.status()),
          "Vault at %s refused the %s (%d): %s"
              .formatted(address, doing, answer.status(), Said.words(answer)));
    }
    JsonNode auth = answer.json().path("auth");
    String text = auth.path("client_token").asText();
    answer.wipe();
    if (text.isEmpty()) {
      throw new KmsException(
          Reason.UNEXPECTED, "Vault at %s gave no token for the %s".formatted(address, doing));
    }
    return new Session.Token(
        Secret.of(text), life(auth.path("lease_duration")), auth.path("renewable").asBoolean());
  }

  private static Optional<Duration> life(JsonNode seconds) {
    return Optional.of(Duration.ofSeconds(seconds.asLong())).filter(Duration::isPositive);
  }
}
