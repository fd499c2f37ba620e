package ${package};

import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// The provider keeps every rule of a provider.
class HttpKmsProviderTest extends ProviderContract {
  @TempDir Path home;

  @Override
  protected Provider provider() {
    return new HttpKmsProvider();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("endpoint", "http://127.0.0.1:1", "token", "a-token-of-a-test");
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    var context = new PluginContext("main", home, InstantSource.system());
    ((KmsProvider) provider).open(settings, context).close();
  }
}
