package io.cofre.kms.ciphertrust;

import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// The provider of CipherTrust keeps the rules of every provider.
class CipherTrustProviderContractTest extends ProviderContract {
  @TempDir Path home;

  @Override
  protected Provider provider() {
    return new CipherTrustKmsProvider();
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    var context = new PluginContext("main", home, InstantSource.system());
    ((KmsProvider) provider).open(settings, context).close();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "endpoint", "https://cm.example.com",
        "username", "cofre",
        "password", "correct-horse-battery-staple",
        "domain", "storage",
        "auth-domain", "people");
  }
}
