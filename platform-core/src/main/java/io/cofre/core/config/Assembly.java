package io.cofre.core.config;

import io.cofre.api.plugin.Secret;
import io.cofre.core.config.CofreConfig.Credentials;
import io.cofre.core.config.CofreConfig.Encryption;
import io.cofre.core.config.CofreConfig.Profile;
import io.cofre.core.config.CofreConfig.S3;
import io.cofre.core.config.CofreConfig.Server;
import io.cofre.core.config.CofreConfig.Storage;
import io.cofre.core.suggest.Suggestion;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Makes the records of the configuration out of flat values, and checks what holds between them.
///
/// A value that cannot be read is replaced by its default to find the next problem; the result is
/// only used when there is none.
final class Assembly {
  private final Path base;
  private final Path home;
  private final Values values;

  Assembly(Path base, Path home, Values values) {
    this.base = base;
    this.home = home;
    this.values = values;
  }

  CofreConfig build() {
    Map<String, ListenerConfig> listeners = new Listeners(base, values).build();
    Map<String, InstanceConfig> kms = kms();
    CofreConfig config =
        new CofreConfig(
            server(),
            s3(),
            credentials(),
            listeners,
            storage(),
            kms,
            encryption(kms.keySet()),
            KeyringConfig.read(values),
            new CofreConfig.Admin(values.find("admin", ConfigKeys.ADMIN_TOKEN)));
    return config;
  }

  private Server server() {
    return new Server(
        base.resolve(sure(values.find("server", ConfigKeys.DATA))),
        home.resolve(sure(values.find("server", ConfigKeys.PLUGINS))),
        sure(values.find("server", ConfigKeys.PLUGIN_SIGNERS)).stream().map(base::resolve).toList(),
        sure(values.find("server", ConfigKeys.SHUTDOWN_GRACE)),
        log(sure(values.find("server", ConfigKeys.ACCESS_LOG))),
        log(sure(values.find("server", ConfigKeys.KEY_LOG))));
  }

  private CofreConfig.LogTarget log(String text) {
    return switch (text) {
      case "none" -> new CofreConfig.LogTarget.Off();
      case "stdout" -> new CofreConfig.LogTarget.StandardOutput();
      default -> new CofreConfig.LogTarget.ToFile(base.resolve(text));
    };
  }

  private S3 s3() {
    Profile profile = sure(values.find("s3", ConfigKeys.PROFILE));
    return new S3(
        sure(values.find("s3", ConfigKeys.REGION)),
        sure(values.find("s3", ConfigKeys.DOMAINS)),
        sure(values.find("s3", ConfigKeys.ACCOUNT)),
        profile,
        values.find("s3", ConfigKeys.SSE_C_IN_CLEAR).orElse(profile == Profile.S3_TESTS));
  }

  private Optional<Credentials> credentials() {
    Optional<String> access = values.find("credentials", ConfigKeys.ACCESS_KEY);
    Optional<Secret> secret = values.find("credentials", ConfigKeys.SECRET_KEY);
    boolean hasAccess = values.has("credentials.access-key");
    boolean hasSecret = values.has("credentials.secret-key");
    if (hasAccess != hasSecret) {
      String there = hasAccess ? "credentials.access-key" : "credentials.secret-key";
      String lacking = hasAccess ? "credentials.secret-key" : "credentials.access-key";
      values.problem(there, "is there without " + lacking + "; write both or neither");
    }
    return access.flatMap(a -> secret.map(s -> new Credentials(a, s)));
  }

  private Storage storage() {
    return new Storage(
        store("storage.metadata"),
        store("storage.blobs"),
        Math.toIntExact(sure(values.find("storage", ConfigKeys.INLINE_LIMIT))));
  }

  private InstanceConfig store(String group) {
    String provider = sure(values.find(group, ConfigKeys.STORE));
    return instance(group, provider);
  }

  private Map<String, InstanceConfig> kms() {
    Map<String, InstanceConfig> kms = new TreeMap<>();
    for (String name : values.names("kms")) {
      String group = "kms." + name;
      values
          .require(group, ConfigKeys.PROVIDER)
          .ifPresent(provider -> kms.put(name, instance(group, provider)));
    }
    return kms;
  }

  private InstanceConfig instance(String group, String provider) {
    Origin origin = values.origin(group + ".provider");
    return new InstanceConfig(
        group, provider, origin, values.settings(group, Set.of(ConfigKeys.PROVIDER.key())));
  }

  private Encryption encryption(Set<String> kms) {
    String group = "encryption.default";
    String named = sure(values.find(group, ConfigKeys.KMS));
    if (!kms.contains(named) && !values.names("kms").contains(named)) {
      String cure =
          Suggestion.among(kms, named)
              .map(near -> "did you mean '" + near + "'?")
              .orElse("add kms." + named + ", or name one of: " + String.join(", ", kms));
      values.problem(group + ".kms", "names '" + named + "', which is not under kms; " + cure);
    }
    return new Encryption(
        sure(values.find(group, ConfigKeys.MODE)),
        named,
        sure(values.find(group, ConfigKeys.KEY)),
        sure(values.find(group, ConfigKeys.CIPHER)),
        sure(values.find(group, ConfigKeys.SECOND_CIPHER)),
        Math.toIntExact(sure(values.find(group, ConfigKeys.SEGMENT_SIZE))),
        sure(values.find(group, ConfigKeys.BUCKET_KEY)),
        values
            .find(group, ConfigKeys.BLOCK_SSE_C)
            .orElseGet(() -> sure(values.find("s3", ConfigKeys.PROFILE)) != Profile.S3_TESTS));
  }

  /// A setting with a fallback always has a value.
  private static <T> T sure(Optional<T> value) {
    return value.orElseThrow();
  }
}
