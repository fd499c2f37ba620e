package io.cofre.kms.azure;

import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// The provider keeps the rules of every provider.
class AzureProviderContractTest extends ProviderContract {
  @TempDir Path home;

  @Override
  protected Provider provider() {
    return new AzureKmsProvider();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "endpoint", "https://cofre.vault.azure.net",
        "auth", "client-secret",
        "client-id", "app-1",
        "client-secret", "not-to-be-shown");
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    var context = new PluginContext("main", home, InstantSource.system());
    ((KmsProvider) provider).open(settings, context).close();
  }
}
