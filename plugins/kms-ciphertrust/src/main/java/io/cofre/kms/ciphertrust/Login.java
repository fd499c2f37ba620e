package io.cofre.kms.ciphertrust;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.RestLogin;
import io.cofre.kms.http.Session;

/// Asks for tokens by one of the grants of `auth/tokens`, each for one domain. Where an answer
/// brings a refresh token, that one asks the next time.
final class Login implements RestLogin {
  private static final Setting<String> AUTH =
      Setting.text("auth", "How to log in: password, refresh-token or certificate.").or("password");
  private static final Setting<String> USERNAME =
      Setting.text("username", "The user, for auth: password.");
  private static final Setting<Secret> PASSWORD =
      Setting.secret("password", "The user's password, for auth: password.");
  private static final Setting<String> CONNECTION =
      Setting.text("connection", "Where the user is kept: the name of an LDAP or OIDC connection.")
          .or("local_account");
  private static final Setting<Secret> REFRESH_TOKEN =
      Setting.secret("refresh-token", "A refresh token of long life, for auth: refresh-token.");
  private static final Setting<String> CLIENT_ID =
      Setting.text("client-id", "The id of the registered client, for auth: certificate.");
  private static final Setting<String> DOMAIN =
      Setting.text("domain", "The domain of the keys. Default: root.");
  private static final Setting<String> AUTH_DOMAIN =
      Setting.text("auth-domain", "The domain of the user. Default: root.");

  static final List<Setting<?>> SETTINGS =
      List.of(AUTH, USERNAME, PASSWORD, CONNECTION, REFRESH_TOKEN, CLIENT_ID, DOMAIN, AUTH_DOMAIN);

  /// A body without its secret, and the field that the secret goes into.
  private record Grant(ObjectNode body, String field, Secret secret) {
    Call call(URI endpoint) {
      ObjectNode whole = body.deepCopy();
      if (!field.isEmpty()) {
        secret.use(chars -> whole.put(field, new String(chars)));
      }
      return Call.json("POST", URI.create(endpoint + "/api/v1/auth/tokens/"), whole);
    }
  }

  private final Grant first;
  private volatile Grant next;

  private Login(Grant first) {
    this.first = first;
    this.next = first;
  }

  static Login of(Settings settings) {
    ObjectNode body = RestApi.document();
    settings.find(DOMAIN).ifPresent(domain -> body.put("domain", domain));
    return switch (settings.get(AUTH)) {
      case "password" -> {
        settings.find(AUTH_DOMAIN).ifPresent(domain -> body.put("auth_domain", domain));
        body.put("grant_type", "password").put("connection", settings.get(CONNECTION));
        body.put("username", settings.get(USERNAME));
        yield new Login(new Grant(body, "password", settings.get(PASSWORD)));
      }
      case "refresh-token" -> new Login(refreshing(body, settings.get(REFRESH_TOKEN)));
      case "certificate" -> {
        if (body.has("domain")) {
          throw new InvalidSettings(
              DOMAIN.key(), "auth: certificate works in the client's own domain: leave domain out");
        }
        if (settings.find(HttpSettings.CLIENT_CERT).isEmpty()) {
          throw new InvalidSettings(
              HttpSettings.CLIENT_CERT.key(),
              "auth: certificate needs the client's certificate: name its PEM file");
        }
        body.put("grant_type", "client_credential").put("client_id", settings.get(CLIENT_ID));
        yield new Login(new Grant(body, "", Secret.of("")));
      }
      default ->
          throw new InvalidSettings(AUTH.key(), "expected password, refresh-token or certificate");
    };
  }

  private static Grant refreshing(ObjectNode body, Secret token) {
    ObjectNode kept = body.deepCopy().retain("domain");
    return new Grant(kept.put("grant_type", "refresh_token"), "refresh_token", token);
  }

  @Override
  public Call login(URI endpoint) {
    return first.call(endpoint);
  }

  @Override
  public Call renewal(URI endpoint) {
    return next.call(endpoint);
  }

  @Override
  public Session.Token token(JsonNode answer) {
    String jwt = answer.path("jwt").asText();
    int seconds = answer.path("duration").asInt();
    if (jwt.isEmpty() || seconds <= 0) {
      throw new KmsException(Reason.UNEXPECTED, "CipherTrust gave no token for the login");
    }
    String refresh = answer.path("refresh_token").asText();
    if (!refresh.isEmpty()) {
      next = refreshing(first.body(), Secret.of(refresh));
    }
    return Session.Token.of(Secret.of(jwt), Duration.ofSeconds(seconds), true);
  }
}
