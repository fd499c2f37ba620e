package io.cofre.kms.vault;

import module cofre.api;
import module java.base;

import io.cofre.kms.http.ChoiceSetting;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.PathSetting;
import io.cofre.kms.http.SecretKms;
import io.cofre.vault.client.VaultClient;

/// Offers the KMS `vault`: keys in the transit engine of HashiCorp Vault or OpenBao, or as sealed
/// secrets in its KV engine.
public final class VaultKmsProvider implements KmsProvider {
  private static final Setting<Server> SERVER =
      ChoiceSetting.of("server", Server.class, "What answers there: vault or openbao.").or("vault");
  private static final Setting<Engine> ENGINE =
      ChoiceSetting.of("engine", Engine.class, "Where keys are: transit (best), kv-v2 or kv-v1.")
          .or("transit");
  private static final Setting<String> MOUNT =
      PathSetting.of("mount", "Where the engine is mounted. Default: transit, or secret for KV.");
  private static final Setting<String> FOLDER =
      PathSetting.of("folder", "Where the secrets of keys are in a KV engine.").or("cofre");

  private static final List<Setting<?>> OWN =
      List.of(SERVER, ENGINE, MOUNT, FOLDER, Seal.KEY, Seal.TRANSIT, Seal.MOUNT);

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

  @Override
  public String name() {
    return "vault";
  }

  @Override
  public List<Setting<?>> settings() {
    return HttpSettings.after(VaultClient.settings(), OWN);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    Engine engine = settings.get(ENGINE);
    var vault = VaultClient.open(settings, context);
    boolean wraps = engine == Engine.TRANSIT;
    String inside = wraps ? settings.find(MOUNT).orElse("transit") : settings.get(Seal.MOUNT);
    boolean openBao = settings.get(SERVER) == Server.OPENBAO;
    var keys = new TransitKeys(vault, inside, openBao, new ConcurrentHashMap<>());
    var uses = wraps ? Set.of("encrypt", "decrypt") : Set.of("decrypt");
    var transit = new TransitKms(vault.api(), uses, keys);
    if (wraps) {
      return transit;
    }
    String mount = settings.find(MOUNT).orElse("secret");
    var place = new KvSecrets.Place(vault, mount, settings.get(FOLDER), Seal.of(settings, transit));
    return new SecretKms(
        engine == Engine.KV_V1 ? new KvVersion1(place) : new KvVersion2(place, context.clock()),
        "cofre kms-vault ");
  }
}
