package io.cofre.kms.fortanix;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.OAuth;
import io.cofre.kms.http.RestLogin;
import io.cofre.kms.http.Session;

/// How an app proves who it is: by HTTP's basic authentication, with its API key, or with its id
/// and the certificate of the connection.
///
/// @param credentials what follows `Basic`
record AppLogin(Secret credentials) implements RestLogin {
  private static final Setting<Secret> API_KEY =
      Setting.secret("api-key", "The API key of the app.");
  private static final Setting<String> APP_ID =
      Setting.text(
          "app-id",
          "The id of the app, in place of an API key: it logs in with tls-cert and tls-key.");

  static final List<Setting<?>> SETTINGS = List.of(API_KEY, APP_ID);

  static AppLogin of(Settings settings) {
    Optional<Secret> key = settings.find(API_KEY);
    Optional<String> app = settings.find(APP_ID);
    if (key.isPresent() == app.isPresent()) {
      throw new InvalidSettings(
          API_KEY.key(), "expected either api-key, or app-id with tls-cert and tls-key");
    }
    if (app.isPresent() && settings.find(HttpSettings.CLIENT_CERT).isEmpty()) {
      throw new InvalidSettings(
          HttpSettings.CLIENT_CERT.key(),
          "app-id needs the certificate of the app: name its PEM file");
    }
    return new AppLogin(key.orElseGet(() -> certified(app.orElseThrow())));
  }

  private static Secret certified(String app) {
    byte[] pair = (app + ":").getBytes(StandardCharsets.UTF_8); // without a password
    return Secret.of(Base64.getEncoder().encodeToString(pair));
  }

  @Override
  public Call login(URI endpoint) {
    URI uri = URI.create(endpoint + "/sys/v1/session/auth");
    return new Call("POST", uri, Map.of(), new byte[0], "")
        .header("Authorization", credentials.use(chars -> "Basic " + new String(chars)));
  }

  @Override
  public Session.Token token(JsonNode answer) {
    return OAuth.token("Fortanix DSM", answer);
  }

  /// DSM may tell the end of a session by 403, as it tells that a key is forbidden.
  @Override
  public boolean refused(Answer answer) {
    return answer.status() == 401 || answer.status() == 403;
  }
}
