package io.cofre.kms.fortanix;

import io.cofre.api.kms.KmsProvider;
import io.cofre.kms.http.testing.ProxyContract;

/// Fortanix DSM through web proxies.
class FortanixProxyTest extends ProxyContract {
  @Override
  protected KmsProvider provider() {
    return new FortanixKmsProvider();
  }

  @Override
  protected Started startDouble() throws Exception {
    var dsm = Dsm.start(home);
    return new Started(dsm.settings(), dsm);
  }
}
