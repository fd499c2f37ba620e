package io.cofre.kms.gcp;

import io.grpc.BindableService;

/// Cloud KMS through web proxies.
class GcpCloudProxyTest extends GcpProxies {
  GcpCloudProxyTest() {
    super("cloud-kms");
  }

  @Override
  BindableService service() {
    return new CloudDouble();
  }
}
