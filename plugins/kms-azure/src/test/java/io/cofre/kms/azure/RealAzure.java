package io.cofre.kms.azure;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.PluginContext;
import io.cofre.tck.fake.MemorySettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// A vault without purge protection that is not ours, where the environment names one:
/// `COFRE_TEST_AZURE_ENDPOINT`, and every other setting of the plugin in the same way, such as
/// `COFRE_TEST_AZURE_TLS_CA` for `tls-ca`.
record RealAzure(Path home) {
  private static final String PREFIX = "COFRE_TEST_AZURE_";

  /// Skip the test unless one is named.
  static RealAzure in(Path home) {
    Assumptions.assumeTrue(
        System.getenv().containsKey(PREFIX + "ENDPOINT"),
        "skipped: set COFRE_TEST_AZURE_ENDPOINT, and COFRE_TEST_AZURE_AUTH and the like for the"
            + " other settings, to test against a vault");
    return new RealAzure(home);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(Map.of("timeout", "30s"));
    System.getenv()
        .forEach((name, value) -> {
          if (name.startsWith(PREFIX)) {
            String key = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
            settings.put(key.replace('_', '-'), value);
          }
        });
    return settings;
  }

  /// Open the plugin before it, with some settings changed.
  Kms open(String... changed) {
    Map<String, String> settings = settings();
    for (int i = 0; i < changed.length; i += 2) {
      settings.put(changed[i], changed[i + 1]);
    }
    return new AzureKmsProvider()
        .open(MemorySettings.of(settings), new PluginContext("main", home, InstantSource.system()));
  }

  /// Make a key that may be there already.
  void create(KeyId key) {
    try (Kms kms = open()) {
      kms.administration().orElseThrow().create(key);
    } catch (KmsException e) {
      if (e.reason() != Reason.KEY_EXISTS) {
        throw e;
      }
    }
  }

  /// What it is logged in with.
  static List<String> secrets() {
    return List.of(settings().getOrDefault("client-secret", "a-secret-that-is-not-there"));
  }

  /// Whether it is logged in with a secret.
  static boolean hasSecret() {
    return settings().containsKey("client-secret");
  }
}
