package io.cofre.kms.aws;

import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// The provider of AWS KMS keeps the rules of every provider.
class AwsProviderContractTest extends ProviderContract {

  @Override
  protected Provider provider() {
    return new AwsKmsProvider();
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    var context = new PluginContext("main", Path.of("target"), InstantSource.system());
    ((KmsProvider) provider).open(settings, context).close();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "region", "eu-central-1",
        "access-key-id", KmsDouble.ID,
        "secret-access-key", KmsDouble.SECRET);
  }
}
