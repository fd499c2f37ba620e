package io.cofre.kms.kes;

import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// The provider of KES keeps the rules of every provider.
class KesProviderContractTest extends ProviderContract {
  @TempDir Path home;

  @Override
  protected Provider provider() {
    return new KesKmsProvider();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("endpoints", "https://kes.example:7373", "api-key", FakeKes.API_KEY);
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    var context = new PluginContext("main", home, InstantSource.system());
    ((KmsProvider) provider).open(settings, context).close();
  }
}
