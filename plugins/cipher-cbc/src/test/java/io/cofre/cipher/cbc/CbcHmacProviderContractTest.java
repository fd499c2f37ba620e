package io.cofre.cipher.cbc;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;

/// The provider of A256CBC-HS512 keeps the rules of every provider.
class CbcHmacProviderContractTest extends ProviderContract {
  @Override
  protected Provider provider() {
    return new CbcHmacProvider();
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    ((CipherProvider) provider).open(DataKey.adopt(new byte[64])).close();
  }
}
