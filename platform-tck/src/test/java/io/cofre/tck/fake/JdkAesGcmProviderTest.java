package io.cofre.tck.fake;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;

final class JdkAesGcmProviderTest extends ProviderContract {
  @Override
  protected Provider provider() {
    return new JdkAesGcm();
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) {
    ((JdkAesGcm) provider).open(DataKey.random()).close();
  }
}
