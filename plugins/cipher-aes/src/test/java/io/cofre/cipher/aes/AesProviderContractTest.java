package io.cofre.cipher.aes;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;

/// The provider of AES-256-GCM keeps the rules of every provider.
class AesProviderContractTest extends ProviderContract {
  @Override
  protected Provider provider() {
    return new AesGcmProvider();
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    ((CipherProvider) provider).open(DataKey.random()).close();
  }
}
