package io.cofre.kms.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Settings;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;

/// The REST interface of one KMS: calls in JSON with the token of a session, and failures in the
/// operator's words. Thread-safe.
///
/// Bodies of calls are wiped when they were sent. Its `toString` is the KMS and its address.
public final class RestApi implements AutoCloseable {
  private final String system;
  private final URI endpoint;
  private final KmsHttp http;
  private final RestCredentials credentials;
  private final Session session;

  private RestApi(
      String system, URI endpoint, KmsHttp http, RestCredentials credentials, InstantSource clock) {
    this.system = system;
    this.endpoint = endpoint;
    this.http = http;
    this.credentials = credentials;
    this.session = new Session(clock, credentials);
  }

  /// Open an interface without sending anything.
  ///
  /// @param system the name of the KMS for messages, such as `Vault`
  /// @param endpoint its address, without a slash at the end
  /// @throws io.cofre.api.plugin.InvalidSettings as [KmsHttp#open]
  public static RestApi open(
      String system, URI endpoint, RestLogin login, Settings settings, PluginContext context) {
    KmsHttp http = KmsHttp.open(system, settings, context);
    var credentials = new LoginCalls(system, endpoint, http, login);
    return new RestApi(system, endpoint, http, credentials, context.clock());
  }

  /// Make one over a client, which is closed with it.
  public static RestApi over(
      KmsHttp http, String system, URI endpoint, RestCredentials credentials, InstantSource clock) {
    return new RestApi(system, endpoint, http, credentials, clock);
  }

  /// Ask for what is at a path without saying who asks.
  public Answer getOpenly(String path) {
    return http.send(Call.get(uri(path)).header("Accept", "application/json"));
  }

  /// Ask for what is at a path.
  public Answer get(String path) {
    return send(Call.get(uri(path)));
  }

  /// Remove what is at a path.
  public Answer delete(String path) {
    return send(Call.delete(uri(path)));
  }

  /// Send a document, which may hold a key.
  public Answer send(String method, String path, JsonNode body) {
    return send(Call.json(method, uri(path), body));
  }

  /// Send one whose binary nodes are written as Base64 for URLs.
  public Answer sendUrl(String method, String path, JsonNode body) {
    return send(Call.urlJson(method, uri(path), body));
  }

  /// An empty document, to be filled and sent.
  public static ObjectNode document() {
    return JsonNodeFactory.instance.objectNode();
  }

  private URI uri(String path) {
    return URI.create(endpoint + path);
  }

  private Answer send(Call call) {
    Call asked = call.header("Accept", "application/json");
    call.wipe();
    try {
      return session.send(
          token -> http.sendAndWipe(credentials.with(token, asked)), credentials::refused);
    } finally {
      asked.wipe();
    }
  }

  /// Read the document of an answer of success.
  ///
  /// @throws KmsException as [#failure] makes it of any other
  public JsonNode require(Answer answer, String doing, KeyId key) {
    if (!answer.ok()) {
      throw failure(answer, doing, key);
    }
    return answer.json();
  }

  /// Make a failure of an answer that is no success, with the reason that its status gives.
  ///
  /// @param doing what was asked for, as a verb
  public KmsException failure(Answer answer, String doing, KeyId key) {
    Reason reason = HttpReasons.of(answer.status());
    String said =
        switch (reason) {
          case KEY_NOT_FOUND -> "has no key %s, or does not show it".formatted(key);
          case ACCESS_DENIED -> "refused to %s with the key %s".formatted(doing, key);
          default -> "did not %s with the key %s".formatted(doing, key);
        };
    return answer.failure(reason, "%s %s (%s)".formatted(this, said, Said.by(answer)));
  }

  /// Probe the KMS with a call, as [Probe] does.
  public Health health(Supplier<Answer> call) {
    return Probe.run(
        toString(),
        () -> {
          Answer answer = call.get();
          if (!answer.ok()) {
            throw answer.failure(
                HttpReasons.of(answer.status()), "%s answered %s".formatted(this, Said.by(answer)));
          }
        });
  }

  /// End the session and the connections; idempotent.
  @Override
  public void close() {
    session.close();
    http.close();
  }

  @Override
  public String toString() {
    return system + " at " + endpoint;
  }
}
