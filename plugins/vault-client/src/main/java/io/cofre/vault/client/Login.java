package io.cofre.vault.client;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.ChoiceSetting;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.PathSetting;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.RestCredentials;
import io.cofre.kms.http.Said;
import io.cofre.kms.http.SecretSource;
import io.cofre.kms.http.Session;

/// Logs in to Vault, renews tokens and puts them on calls.
///
/// @param address without `/v1`
/// @param namespace of the keys; empty for none
/// @param ownNamespace of the method; empty for none
/// @param method asks for a token
record Login(
    KmsHttp http,
    URI address,
    String namespace,
    String ownNamespace,
    Function<Login, Session.Token> method)
    implements RestCredentials {
  private static final Setting<Auth> AUTH =
      ChoiceSetting.of("auth", Auth.class, "token, approle, kubernetes or cert.").or("token");
  private static final Setting<String> MOUNT =
      PathSetting.of("auth-mount", "Where the method of the login is mounted. Default: its name.");
  private static final Setting<String> NAMESPACE =
      PathSetting.orRoot(
          "auth-namespace", "Namespace of the login; / for the root. Default: that of the keys.");
  private static final Setting<Secret> TOKEN =
      Setting.secret("token", "The token, for auth: token.");
  private static final Setting<Path> TOKEN_FILE =
      Setting.path("token-file", "File of the token; read again when the token ends.");
  private static final Setting<String> ROLE_ID =
      Setting.text("role-id", "Role id, for auth: approle.");
  private static final Setting<Secret> SECRET =
      Setting.secret("secret-id", "Secret id, for auth: approle.");
  private static final Setting<Path> SECRET_FILE =
      Setting.path("secret-id-file", "File of the secret id; read at each login.");
  private static final Setting<String> ROLE =
      Setting.text("role", "Role of the login, for auth: kubernetes or cert.");
  private static final Setting<Path> JWT =
      Setting.path("jwt-file", "Token of the service account; read at each login.")
          .or("/var/run/secrets/kubernetes.io/serviceaccount/token");

  static final List<Setting<?>> SETTINGS =
      List.of(AUTH, MOUNT, NAMESPACE, TOKEN, TOKEN_FILE, ROLE_ID, SECRET, SECRET_FILE, ROLE, JWT);

  /// How to log in.
  enum Auth {
    /// A token that is given.
    TOKEN,
    /// A role id and a secret id.
    APPROLE,
    /// The token of a service account.
    KUBERNETES,
    /// The client certificate.
    CERT
  }

  /// Open the interface of a Vault with the login that is set, without sending anything.
  static RestApi open(URI address, String namespace, Settings settings, PluginContext context) {
    String own = settings.find(NAMESPACE).orElse(namespace);
    var method = method(settings, context);
    KmsHttp http = KmsHttp.open("Vault", settings, context);
    var login = new Login(http, address, namespace, own, method);
    return RestApi.over(http, "Vault", address, login, context.clock());
  }

  private static Function<Login, Session.Token> method(Settings settings, PluginContext context) {
    Auth auth = settings.get(AUTH);
    String mount = settings.find(MOUNT).orElse(ChoiceSetting.word(auth));
    return switch (auth) {
      case TOKEN -> {
        var token = SecretSource.of(TOKEN, TOKEN_FILE, settings, context);
        yield login -> login.looked(token.read());
      }
      case APPROLE -> {
        var body = RestApi.document().put("role_id", settings.get(ROLE_ID));
        var secretId = SecretSource.of(SECRET, SECRET_FILE, settings, context);
        yield login -> login.asked(auth, mount, body.deepCopy().put("secret_id", secretId.text()));
      }
      case KUBERNETES -> {
        var role = required(ROLE, "auth: kubernetes needs the role to log in with", settings);
        var body = RestApi.document().put("role", role);
        var jwt = SecretSource.file(settings.get(JWT), context);
        yield login -> login.asked(auth, mount, body.deepCopy().put("jwt", jwt.text()));
      }
      case CERT -> {
        String needed = "auth: cert needs the certificate to log in with";
        required(HttpSettings.CLIENT_CERT, needed, settings);
        var body = RestApi.document().put("name", settings.find(ROLE).orElse("")); // or any
        yield login -> login.asked(auth, mount, body);
      }
    };
  }

  private static <T> T required(Setting<T> setting, String needed, Settings settings) {
    return settings.find(setting).orElseThrow(() -> new InvalidSettings(setting.key(), needed));
  }

  @Override
  public Call with(Secret token, Call call) {
    return call.with(headers(namespace, token.use(String::new)));
  }

  private static Map<String, String> headers(String namespace, String token) {
    return Map.of(
        "X-Vault-Request", "true", "X-Vault-Namespace", namespace, "X-Vault-Token", token);
  }

  @Override
  public boolean refused(Answer answer) {
    return answer.status() == 403;
  }

  @Override
  public Session.Token login() {
    return method.apply(this);
  }

  /// A token that was given: Vault tells how long it lives, if the policy lets it.
  private Session.Token looked(Secret token) {
    Answer answer = sent(Call.get(at("auth/token/lookup-self")), token);
    boolean refused = !answer.ok() && !Refusals.reason(answer).retryable();
    JsonNode data = refused ? RestApi.document() : told("login by token", answer).path("data");
    return token(token, data, "ttl");
  }

  private Session.Token asked(Auth auth, String mount, JsonNode body) {
    Call call = Call.json("POST", at("auth/%s/login".formatted(mount)), body);
    return token("login by " + ChoiceSetting.word(auth), sent(call, Secret.of("")));
  }

  /// Asks for another where the method does not renew, which Vault says by 500: for a certificate
  /// that is not the one of the login, for policies that have changed.
  @Override
  public Session.Token renew(Secret token) {
    Call call = Call.json("POST", at("auth/token/renew-self"), RestApi.document());
    Answer answer = sent(call, token);
    return answer.status() == 500 ? login() : token("renewal of the token", answer);
  }

  private URI at(String path) {
    return URI.create(address + "/v1/" + path);
  }

  private Answer sent(Call call, Secret token) {
    Call marked = call.with(headers(ownNamespace, token.use(String::new)));
    call.wipe();
    return http.sendAndWipe(marked);
  }

  private JsonNode told(String doing, Answer answer) {
    if (!answer.ok()) {
      Reason reason = Refusals.reason(answer);
      String what = reason.retryable() ? "cannot serve now" : "refused the " + doing;
      throw answer.failure(
          reason.retryable() ? reason : Reason.ACCESS_DENIED,
          "Vault at %s %s (%d): %s".formatted(address, what, answer.status(), Said.words(answer)));
    }
    return answer.json();
  }

  private Session.Token token(String doing, Answer answer) {
    JsonNode auth = told(doing, answer).path("auth");
    answer.wipe();
    String token = auth.path("client_token").asText();
    if (token.isEmpty()) {
      throw new KmsException(
          Reason.UNEXPECTED, "Vault at %s gave no token for the %s".formatted(address, doing));
    }
    return token(Secret.of(token), auth, "lease_duration");
  }

  private static Session.Token token(Secret token, JsonNode told, String life) {
    return Session.Token.of(token, told.path(life).asLong(), told.path("renewable").asBoolean());
  }
}
