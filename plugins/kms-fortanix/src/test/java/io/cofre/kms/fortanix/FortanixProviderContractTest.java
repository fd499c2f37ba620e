package io.cofre.kms.fortanix;

import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// The provider of Fortanix DSM keeps the rules of every provider.
class FortanixProviderContractTest extends ProviderContract {
  @TempDir Path home;

  @Override
  protected Provider provider() {
    return new FortanixKmsProvider();
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    var context = new PluginContext("main", home, InstantSource.system());
    ((KmsProvider) provider).open(settings, context).close();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "endpoint", "https://eu.smartkey.io",
        "api-key", "NmYwYzFlOGYtMmMzZjphLXNlY3JldA==",
        "group-id", "b7a9d104-c31b-4e4e-9f2c-1a83f6f0c1e8");
  }
}
