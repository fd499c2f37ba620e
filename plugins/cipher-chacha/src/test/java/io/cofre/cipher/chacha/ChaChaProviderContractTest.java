package io.cofre.cipher.chacha;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;

/// The provider of ChaCha20-Poly1305 keeps the rules of every provider.
class ChaChaProviderContractTest extends ProviderContract {
  @Override
  protected Provider provider() {
    return new ChaChaProvider();
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    ((CipherProvider) provider).open(DataKey.random()).close();
  }
}
