package io.cofre.kms.vault;

import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.Session;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Offers the KMS `vault`: keys in the transit engine of HashiCorp Vault or OpenBao.
public final class VaultKmsProvider implements KmsProvider {
  static final Setting<URI> ADDRESS =
      HttpSettings.endpoint("endpoint", "Address of Vault, such as https://vault:8200.");
  static final Setting<Server> SERVER =
      choice("server", Server.class, "What answers there: vault or openbao.").or("vault");
  static final Setting<String> NAMESPACE =
      Setting.of("namespace", "text", VaultKmsProvider::path, "Namespace of the keys.").or("");
  static final Setting<String> MOUNT =
      Setting.of("mount", "text", VaultKmsProvider::path, "Where the transit engine is mounted.")
          .or("transit");
  static final Setting<Auth> AUTH =
      choice("auth", Auth.class, "How to log in: token, approle, kubernetes or cert.").or("token");
  static final Setting<String> AUTH_MOUNT =
      Setting.of(
          "auth-mount",
          "text",
          VaultKmsProvider::path,
          "Where the method of the login is mounted. Default: its name.");
  static final Setting<String> AUTH_NAMESPACE =
      Setting.of(
          "auth-namespace",
          "text",
          VaultKmsProvider::path,
          "Namespace of the login; / for the root. Default: that of the keys.");
  static final Setting<Secret> TOKEN = Setting.secret("token", "The token, for auth: token.");
  static final Setting<Path> TOKEN_FILE =
      Setting.path(
          "token-file", "File of the token, for auth: token; read again when the token ends.");
  static final Setting<String> ROLE_ID = Setting.text("role-id", "Role id, for auth: approle.");
  static final Setting<Secret> SECRET_ID =
      Setting.secret("secret-id", "Secret id, for auth: approle.");
  static final Setting<Path> SECRET_ID_FILE =
      Setting.path("secret-id-file", "File of the secret id; read at each login.");
  static final Setting<String> ROLE =
      Setting.text("role", "Role of the login, for auth: kubernetes or cert.").or("");
  static final Setting<Path> JWT_FILE =
      Setting.path("jwt-file", "Token of the service account; read at each login.")
          .or("/var/run/secrets/kubernetes.io/serviceaccount/token");

  /// What may answer.
  enum Server {
    /// HashiCorp's.
    VAULT,
    /// The one of the Linux Foundation, which can soft-delete keys.
    OPENBAO
  }

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

  /// Make the provider.
  public VaultKmsProvider() {}

  private static <E extends Enum<E>> Setting<E> choice(String key, Class<E> type, String help) {
    return Setting.of(key, "choice", text -> chosen(type, text), help);
  }

  private static <E extends Enum<E>> E chosen(Class<E> type, String text) {
    List<E> all = List.of(type.getEnumConstants());
    return all.stream()
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "expected one of " + all.toString().toLowerCase(Locale.ROOT)));
  }

  private static String path(String text) {
    String bare = text.replaceAll("^/+|/+$", "");
    if (!bare.matches("([A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*)?") || bare.contains("..")) {
      throw new IllegalArgumentException("expected a path of letters, digits, -, _, . and /");
    }
    return bare;
  }

  @Override
  public String name() {
    return "vault";
  }

  @Override
  public List<Setting<?>> settings() {
    return Stream.concat(
            Stream.of(
                ADDRESS,
                SERVER,
                NAMESPACE,
                MOUNT,
                AUTH,
                AUTH_MOUNT,
                AUTH_NAMESPACE,
                TOKEN,
                TOKEN_FILE,
                ROLE_ID,
                SECRET_ID,
                SECRET_ID_FILE,
                ROLE,
                JWT_FILE),
            HttpSettings.all().stream())
        .toList();
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    URI address = settings.get(ADDRESS);
    String namespace = settings.get(NAMESPACE);
    Credentials credentials = credentials(settings, context);
    KmsHttp http = KmsHttp.open("Vault", settings, context);
    String loginNamespace = settings.find(AUTH_NAMESPACE).orElse(namespace);
    var login = new Login(address, loginNamespace, http, credentials);
    var session = new Session(context.clock(), login);
    var vault = new VaultClient(address, namespace, http, session);
    return new TransitKms(vault, settings.get(MOUNT), settings.get(SERVER) == Server.OPENBAO);
  }

  private static Credentials credentials(Settings settings, PluginContext context) {
    Auth auth = settings.get(AUTH);
    String mount = settings.find(AUTH_MOUNT).orElse(auth.name().toLowerCase(Locale.ROOT));
    String role = settings.get(ROLE);
    return switch (auth) {
      case TOKEN -> new Credentials.Given(source(TOKEN, TOKEN_FILE, settings, context));
      case APPROLE -> {
        String roleId = settings.get(ROLE_ID);
        Credentials.Source secretId = source(SECRET_ID, SECRET_ID_FILE, settings, context);
        yield new Credentials.Method(
            "approle",
            mount,
            () -> VaultClient.object().put("role_id", roleId).put("secret_id", secretId.text()));
      }
      case KUBERNETES -> {
        if (role.isEmpty()) {
          throw new InvalidSettings(ROLE.key(), "auth: kubernetes needs the role to log in with");
        }
        var jwt = Credentials.Source.file(context.home().resolve(settings.get(JWT_FILE)));
        yield new Credentials.Method(
            "kubernetes",
            mount,
            () -> VaultClient.object().put("role", role).put("jwt", jwt.text()));
      }
      case CERT -> {
        if (settings.find(HttpSettings.CLIENT_CERT).isEmpty()) {
          throw new InvalidSettings(
              HttpSettings.CLIENT_CERT.key(), "auth: cert needs the certificate to log in with");
        }
        yield new Credentials.Method(
            "certificate",
            mount,
            () -> role.isEmpty() ? VaultClient.object() : VaultClient.object().put("name", role));
      }
    };
  }

  private static Credentials.Source source(
      Setting<Secret> value, Setting<Path> file, Settings settings, PluginContext context) {
    var given = settings.find(value);
    var path = settings.find(file);
    if (given.isPresent() == path.isPresent()) {
      throw new InvalidSettings(
          value.key(), "set either %s or %s".formatted(value.key(), file.key()));
    }
    return path.map(found -> Credentials.Source.file(context.home().resolve(found)))
        .orElseGet(() -> () -> given.orElseThrow());
  }
}
