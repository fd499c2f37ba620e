package io.cofre.kms.local;

import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/// The provider of the local KMS keeps the rules of every provider.
class LocalProviderContractTest extends ProviderContract {
  @TempDir Path home;

  @Override
  protected Provider provider() {
    return new LocalKmsProvider();
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    var context = new PluginContext("main", home, InstantSource.system());
    ((KmsProvider) provider).open(settings, context).close();
  }
}
