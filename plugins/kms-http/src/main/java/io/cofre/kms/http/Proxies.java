package io.cofre.kms.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Authenticator;
import okhttp3.Credentials;

/// Chooses the proxy of a call: the setting's, else the Java runtime's, else the environment's
/// (`https_proxy`, `http_proxy`, `no_proxy`, in lower or upper case, as curl reads them).
final class Proxies extends ProxySelector {
  private final List<URI> set; // at most one
  private final Map<String, String> environment;

  Proxies(List<URI> set, Map<String, String> environment) {
    this.set = set;
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI uri) {
    if (!set.isEmpty()) {
      return List.of(at(set.getFirst()));
    }
    ProxySelector runtime = ProxySelector.getDefault();
    List<Proxy> chosen = runtime == null ? List.of(Proxy.NO_PROXY) : runtime.select(uri);
    if (chosen.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT)) {
      return chosen;
    }
    return List.of(fromEnvironment(uri).map(Proxies::at).orElse(Proxy.NO_PROXY));
  }

  private Optional<URI> fromEnvironment(URI uri) {
    return isExcepted(uri) ? Optional.empty() : proxyOf(uri.getScheme());
  }

  private Optional<URI> proxyOf(String scheme) {
    return variable(scheme + "_proxy")
        .map(text -> text.contains("://") ? text : "http://" + text)
        .map(URI::create)
        .filter(proxy -> proxy.getHost() != null);
  }

  private boolean isExcepted(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return variable("no_proxy").stream()
        .flatMap(text -> Stream.of(text.split("[,\\s]+")))
        .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
        .filter(name -> !name.isEmpty())
        .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
  }

  private Optional<String> variable(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .map(key -> environment.getOrDefault(key, ""))
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static Proxy at(URI proxy) {
    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port));
  }

  /// Answers a proxy that asks for a password with the one in the environment.
  Authenticator authenticator() {
    return (route, answer) -> {
      String scheme = answer.request().isHttps() ? "https" : "http";
      var user = proxyOf(scheme).map(URI::getUserInfo).filter(text -> text.contains(":"));
      if (!set.isEmpty()
          || user.isEmpty()
          || answer.request().header("Proxy-Authorization") != null) {
        return null; // nothing more can be said
      }
      String[] parts = user.get().split(":", 2);
      return answer
          .request()
          .newBuilder()
          .header("Proxy-Authorization", Credentials.basic(parts[0], parts[1]))
          .build();
    };
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // the call itself says so
  }
}
