package io.cofre.kms.gcp;

import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// The provider of Google keeps the rules of every provider.
class GcpProviderContractTest extends ProviderContract {

  @Override
  protected Provider provider() {
    return new GcpKmsProvider();
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    var context = new PluginContext("main", Path.of("target"), InstantSource.system());
    ((KmsProvider) provider).open(settings, context).close();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("engine", "secret-manager", "project", "acme");
  }
}
