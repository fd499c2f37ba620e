package io.cofre.kms.gcp;

import io.grpc.BindableService;

/// Secret Manager through web proxies.
class GcpSecretProxyTest extends GcpProxies {
  GcpSecretProxyTest() {
    super("secret-manager");
  }

  @Override
  BindableService service() {
    return new SecretDouble();
  }
}
