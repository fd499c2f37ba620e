package io.cofre.kms.kmip;

import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The provider keeps the rules of every provider.
class KmipProviderContractTest extends ProviderContract {
  @TempDir Path home;
  private Peer peer;

  @BeforeEach
  void certificates() throws IOException {
    peer = Peer.in(home);
  }

  @Override
  protected Provider provider() {
    return new KmipKmsProvider();
  }

  @Override
  protected Map<String, String> settings() {
    return peer.settings(1, "username", "cofre", "password", "not-to-be-shown");
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    var context = new PluginContext("main", home, InstantSource.system());
    ((KmsProvider) provider).open(settings, context).close();
  }
}
