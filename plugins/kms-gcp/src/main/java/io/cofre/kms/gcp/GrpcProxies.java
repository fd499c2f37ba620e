package io.cofre.kms.gcp;

import module java.base;

import io.cofre.kms.http.Proxies;
import io.cofre.kms.http.ProxyAddress;
import io.grpc.HttpConnectProxiedSocketAddress;
import io.grpc.ProxiedSocketAddress;
import io.grpc.ProxyDetector;
import org.jspecify.annotations.Nullable;

/// Shows gRPC the way through a web proxy, if there is one on the way to an address.
record GrpcProxies(Proxies proxies, URI address) implements ProxyDetector {
  @Override
  public @Nullable ProxiedSocketAddress proxyFor(SocketAddress target) throws IOException {
    Optional<ProxyAddress> found = proxies.to(address);
    if (found.isEmpty() || !(target instanceof InetSocketAddress to)) {
      return null;
    }
    ProxyAddress proxy = found.get();
    var at = new InetSocketAddress(InetAddress.getByName(proxy.host()), proxy.port());
    var way = HttpConnectProxiedSocketAddress.newBuilder().setTargetAddress(to).setProxyAddress(at);
    if (!proxy.user().isEmpty()) {
      way.setUsername(proxy.user()).setPassword(proxy.password().use(String::new));
    }
    return way.build();
  }
}
