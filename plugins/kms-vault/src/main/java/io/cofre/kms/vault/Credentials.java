package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.kms.http.ChoiceSetting;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.SecretSource;
import java.nio.file.Path;
import java.util.function.Supplier;

/// How to get a token.
sealed interface Credentials {
  Setting<Auth> AUTH =
      ChoiceSetting.of("auth", Auth.class, "How to log in: token, approle, kubernetes or cert.")
          .or("token");
  Setting<String> AUTH_MOUNT =
      VaultKmsProvider.path(
          "auth-mount", "Where the method of the login is mounted. Default: its name.");
  Setting<Secret> TOKEN = Setting.secret("token", "The token, for auth: token.");
  Setting<Path> TOKEN_FILE =
      Setting.path(
          "token-file", "File of the token, for auth: token; read again when the token ends.");
  Setting<String> ROLE_ID = Setting.text("role-id", "Role id, for auth: approle.");
  Setting<Secret> SECRET_ID = Setting.secret("secret-id", "Secret id, for auth: approle.");
  Setting<Path> SECRET_ID_FILE =
      Setting.path("secret-id-file", "File of the secret id; read at each login.");
  Setting<String> ROLE =
      Setting.text("role", "Role of the login, for auth: kubernetes or cert.").or("");
  Setting<Path> JWT_FILE =
      Setting.path("jwt-file", "Token of the service account; read at each login.")
          .or("/var/run/secrets/kubernetes.io/serviceaccount/token");

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

  /// A token of the operator's.
  record Given(SecretSource token) implements Credentials {}

  /// A login with an authentication method.
  ///
  /// @param name for messages
  /// @param mount where the method is
  /// @param body what it is told, made anew for each login
  record Method(String name, String mount, Supplier<ObjectNode> body) implements Credentials {}

  static Credentials of(Settings settings, PluginContext context) {
    Auth auth = settings.get(AUTH);
    String mount = settings.find(AUTH_MOUNT).orElse(ChoiceSetting.word(auth));
    String role = settings.get(ROLE);
    return switch (auth) {
      case TOKEN -> new Given(SecretSource.of(TOKEN, TOKEN_FILE, settings, context));
      case APPROLE -> {
        String roleId = settings.get(ROLE_ID);
        var secretId = SecretSource.of(SECRET_ID, SECRET_ID_FILE, settings, context);
        yield new Method(
            "approle",
            mount,
            () -> VaultClient.object().put("role_id", roleId).put("secret_id", secretId.text()));
      }
      case KUBERNETES -> {
        if (role.isEmpty()) {
          throw new InvalidSettings(ROLE.key(), "auth: kubernetes needs the role to log in with");
        }
        var jwt = SecretSource.file(settings.get(JWT_FILE), context);
        yield new Method(
            "kubernetes",
            mount,
            () -> VaultClient.object().put("role", role).put("jwt", jwt.text()));
      }
      case CERT -> {
        if (settings.find(HttpSettings.CLIENT_CERT).isEmpty()) {
          throw new InvalidSettings(
              HttpSettings.CLIENT_CERT.key(), "auth: cert needs the certificate to log in with");
        }
        yield new Method(
            "certificate",
            mount,
            () -> role.isEmpty() ? VaultClient.object() : VaultClient.object().put("name", role));
      }
    };
  }
}
