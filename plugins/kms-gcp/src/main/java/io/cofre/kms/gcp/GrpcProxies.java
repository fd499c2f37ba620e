package io.cofre.kms.gcp;

import module java.base;

import io.cofre.kms.http.Proxies;
import io.cofre.kms.http.ProxyAddress;
import io.grpc.HttpConnectProxiedSocketAddress;
import io.grpc.ProxiedSocketAddress;
import io.grpc.ProxyDetector;
import org.jspecify.annotations.Nullable;

/// Shows gRPC the way through a web proxy.
record GrpcProxies(Proxies proxies) implements ProxyDetector {
  @Override
  public @Nullable ProxiedSocketAddress proxyFor(SocketAddress target) throws IOException {
    if (!(target instanceof InetSocketAddress to)) {
      return null;
    }
    String host = to.getHostString();
    String literal = host.contains(":") ? "[" + host + "]" : host;
    Optional<ProxyAddress> found =
        proxies.to(URI.create("https://%s:%d".formatted(literal, to.getPort())));
    return found.isEmpty() ? null : through(found.get(), to);
  }

  private static ProxiedSocketAddress through(ProxyAddress proxy, InetSocketAddress to)
      throws IOException {
    var at = new InetSocketAddress(InetAddress.getByName(proxy.host()), proxy.port());
    var way = HttpConnectProxiedSocketAddress.newBuilder().setTargetAddress(to).setProxyAddress(at);
    if (!proxy.user().isEmpty()) {
      way.setUsername(proxy.user()).setPassword(proxy.password().use(String::new));
    }
    return way.build();
  }
}
