package io.cofre.kms.azure;

import io.cofre.api.kms.KmsProvider;
import io.cofre.kms.http.testing.ProxyContract;

/// Key Vault through web proxies: the vault and the place of the login.
class AzureProxyTest extends ProxyContract {
  @Override
  protected KmsProvider provider() {
    return new AzureKmsProvider();
  }

  @Override
  protected Started startDouble() throws Exception {
    Azure azure = Azure.in(home);
    var server = new AzureDouble(azure.authority());
    return new Started(
        azure.settings(server.uri(), "algorithm", "A256GCM", "resource", server.resource), server);
  }
}
