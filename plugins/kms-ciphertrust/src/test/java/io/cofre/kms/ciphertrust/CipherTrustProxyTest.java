package io.cofre.kms.ciphertrust;

import io.cofre.api.kms.KmsProvider;
import io.cofre.kms.http.testing.ProxyContract;

/// CipherTrust through web proxies.
class CipherTrustProxyTest extends ProxyContract {
  @Override
  protected KmsProvider provider() {
    return new CipherTrustKmsProvider();
  }

  @Override
  protected Started startDouble() throws Exception {
    var ciphertrust = CipherTrust.start(home);
    return new Started(ciphertrust.settings(), ciphertrust);
  }
}
