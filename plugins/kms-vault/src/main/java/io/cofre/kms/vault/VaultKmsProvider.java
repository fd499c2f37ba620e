package io.cofre.kms.vault;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.kms.http.ChoiceSetting;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.SecretKms;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Offers the KMS `vault`: keys in the transit engine of HashiCorp Vault or OpenBao, or as sealed
/// secrets in its KV engine.
public final class VaultKmsProvider implements KmsProvider {
  private static final Setting<URI> ADDRESS =
      HttpSettings.endpoint("endpoint", "Address of Vault, such as https://vault:8200.");
  private static final Setting<Server> SERVER =
      ChoiceSetting.of("server", Server.class, "What answers there: vault or openbao.").or("vault");
  private static final Setting<Engine> ENGINE =
      ChoiceSetting.of(
              "engine",
              Engine.class,
              "Where keys are: transit (best, they stay in Vault), kv-v2 or kv-v1.")
          .or("transit");
  private static final Setting<String> NAMESPACE =
      namespace("namespace", "Namespace of the keys.").or("");
  private static final Setting<String> AUTH_NAMESPACE =
      namespace(
          "auth-namespace", "Namespace of the login; / for the root. Default: that of the keys.");
  private static final Setting<String> MOUNT =
      path("mount", "Where the engine is mounted. Default: transit, or secret for a KV engine.");
  private static final Setting<String> FOLDER =
      path("folder", "Where the secrets of keys are in a KV engine.").or("cofre");
  private static final Setting<Secret> SEAL_KEY =
      new Setting<>(
          "seal-key",
          "secret",
          VaultKmsProvider::sealKey,
          Optional.empty(),
          true,
          "Seals the secrets of a KV engine: 32 random bytes in Base64.");
  private static final Setting<KeyId> SEAL_TRANSIT_KEY =
      Setting.of(
          "seal-transit-key",
          "text",
          KeyId::new,
          "Key of a transit engine that seals the secrets of a KV engine instead.");
  private static final Setting<String> SEAL_MOUNT =
      path("seal-mount", "Where that transit engine is mounted.").or("transit");

  /// What may answer.
  enum Server {
    /// HashiCorp's.
    VAULT,
    /// The one of the Linux Foundation, which can soft-delete keys.
    OPENBAO
  }

  /// Where keys are.
  enum Engine {
    /// Inside Vault, which wraps.
    TRANSIT,
    /// Versions of a secret, which are opened here for each use.
    KV_V2,
    /// One secret with all versions, which are opened here for each use.
    KV_V1
  }

  /// Make the provider.
  public VaultKmsProvider() {}

  /// Describe a path, whose slashes at both ends are taken off.
  static Setting<String> path(String key, String help) {
    return Setting.of(key, "text", VaultKmsProvider::path, help);
  }

  private static Setting<String> namespace(String key, String help) {
    return Setting.of(key, "text", text -> text.matches("/*") ? "" : path(text), help);
  }

  private static String path(String text) {
    String bare = text.replaceAll("^/+|/+$", "");
    if (!bare.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*") || bare.contains("..")) {
      throw new IllegalArgumentException("expected a path of letters, digits, -, _, . and /");
    }
    return bare;
  }

  private static Secret sealKey(String text) {
    Secret key = Secret.of(text);
    try (DataKey read = Seal.ByKey.key(key)) {
      if (read.size() == DataKey.SIZE) {
        return key;
      }
    } catch (IllegalArgumentException _) {
      // said below, without the text
    }
    throw new IllegalArgumentException("expected 32 bytes in Base64: openssl rand -base64 32");
  }

  @Override
  public String name() {
    return "vault";
  }

  @Override
  public List<Setting<?>> settings() {
    return HttpSettings.after(
        ADDRESS,
        SERVER,
        ENGINE,
        NAMESPACE,
        AUTH_NAMESPACE,
        MOUNT,
        FOLDER,
        SEAL_KEY,
        SEAL_TRANSIT_KEY,
        SEAL_MOUNT,
        Credentials.AUTH,
        Credentials.AUTH_MOUNT,
        Credentials.TOKEN,
        Credentials.TOKEN_FILE,
        Credentials.ROLE_ID,
        Credentials.SECRET_ID,
        Credentials.SECRET_ID_FILE,
        Credentials.ROLE,
        Credentials.JWT_FILE);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    Engine engine = settings.get(ENGINE);
    boolean openBao = settings.get(SERVER) == Server.OPENBAO;
    Optional<Secret> key = settings.find(SEAL_KEY);
    Optional<KeyId> ofTransit = settings.find(SEAL_TRANSIT_KEY);
    if (engine != Engine.TRANSIT && key.isPresent() == ofTransit.isPresent()) {
      throw new InvalidSettings(
          SEAL_KEY.key(), "a KV engine needs either seal-key or seal-transit-key");
    }
    VaultClient vault = client(settings, context);
    var probe = new VaultProbe(vault);
    if (engine == Engine.TRANSIT) {
      String mount = settings.find(MOUNT).orElse("transit");
      var keys = new TransitKeys(vault, mount, openBao, new ConcurrentHashMap<>());
      return new TransitKms(vault, probe, Set.of("encrypt", "decrypt"), keys);
    }
    var sealing =
        new TransitKeys(vault, settings.get(SEAL_MOUNT), openBao, new ConcurrentHashMap<>());
    var transit = new TransitKms(vault, probe, Set.of("decrypt"), sealing);
    Seal seal =
        key.<Seal>map(Seal.ByKey::new)
            .orElseGet(() -> new Seal.ByTransit(transit, ofTransit.orElseThrow()));
    String mount = settings.find(MOUNT).orElse("secret");
    var place = new KvSecrets.Place(vault, probe, mount, settings.get(FOLDER), seal);
    return new SecretKms(
        engine == Engine.KV_V1 ? new KvVersion1(place) : new KvVersion2(place, context.clock()),
        "cofre kms-vault ");
  }

  private static VaultClient client(Settings settings, PluginContext context) {
    URI address = settings.get(ADDRESS);
    String namespace = settings.get(NAMESPACE);
    Credentials credentials = Credentials.of(settings, context);
    KmsHttp http = KmsHttp.open("Vault", settings, context);
    String ownNamespace = settings.find(AUTH_NAMESPACE).orElse(namespace);
    var login = new Login(address, namespace, ownNamespace, http, credentials);
    return new VaultClient(RestApi.over(http, "Vault", address, login, context.clock()));
  }
}
