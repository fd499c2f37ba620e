package io.cofre.kms.http;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Chooses the proxy on the way to an address: the setting's, else the Java runtime's
/// (`https.proxyHost`, `http.nonProxyHosts`), else the environment's (`https_proxy`, `http_proxy`,
/// `no_proxy`, in lower or upper case). Immutable and thread-safe.
///
/// This machine and link-local addresses are reached without, whatever is set: what is spoken there
/// may be in the clear.
public final class Proxies extends ProxySelector {
  private final List<ProxyAddress> set; // at most one
  private final Map<String, ProxyAddress> environment; // by scheme
  private final NoProxy exceptions;

  Proxies(List<ProxyAddress> set, Map<String, String> environment) {
    this.set = set;
    this.environment = set.isEmpty() ? read(environment) : Map.of();
    this.exceptions = NoProxy.of(variable("no_proxy", environment).orElse(""));
  }

  /// Read the setting [HttpSettings#PROXY], and the environment.
  ///
  /// @throws InvalidSettings if either is no address of a proxy
  public static Proxies of(Settings settings) {
    return new Proxies(settings.find(HttpSettings.PROXY).stream().toList(), System.getenv());
  }

  private static Map<String, ProxyAddress> read(Map<String, String> environment) {
    Map<String, ProxyAddress> proxies = new HashMap<>();
    for (String scheme : List.of("http", "https")) {
      String name = scheme + "_proxy";
      variable(name, environment).ifPresent(text -> proxies.put(scheme, ofEnvironment(name, text)));
    }
    return Map.copyOf(proxies);
  }

  private static Optional<String> variable(String name, Map<String, String> environment) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .map(key -> environment.getOrDefault(key, "").strip())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private static ProxyAddress ofEnvironment(String name, String text) {
    try {
      return ProxyAddress.of(text.contains("://") ? text : "http://" + text);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettings(
          HttpSettings.PROXY.key(),
          "%s of the environment is no address of a proxy: %s".formatted(name, e.getMessage()));
    }
  }

  /// The proxy on the way to an address; empty where there is none.
  public Optional<ProxyAddress> to(URI uri) {
    return select(uri).stream()
        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
        .map(Proxy::address)
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .findFirst()
        .map(at -> at(at.getHostString(), at.getPort()));
  }

  /// The proxy at an address, with the user and password that were given for it.
  public ProxyAddress at(String host, int port) {
    var bare =
        ProxyAddress.of("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    return Stream.concat(set.stream(), environment.values().stream())
        .filter(known -> known.toString().equals(bare.toString()))
        .findFirst()
        .orElse(bare);
  }

  /// What a message says behind an address: ` through the proxy http://host:port`, or nothing.
  public String through(URI uri) {
    return to(uri).map(proxy -> " through the proxy " + proxy).orElse("");
  }

  @Override
  public List<Proxy> select(URI uri) {
    if (NoProxy.isNear(uri)) {
      return List.of(Proxy.NO_PROXY);
    }
    if (!set.isEmpty()) {
      return List.of(set.getFirst().proxy());
    }
    List<Proxy> runtime = ofRuntime(uri);
    if (!runtime.isEmpty()) {
      return runtime;
    }
    return Optional.ofNullable(environment.get(uri.getScheme()))
        .filter(_ -> !exceptions.excepts(uri))
        .map(proxy -> List.of(proxy.proxy()))
        .orElse(List.of(Proxy.NO_PROXY));
  }

  /// The runtime's choice; empty where nobody gave it a proxy to choose.
  private static List<Proxy> ofRuntime(URI uri) {
    ProxySelector runtime = ProxySelector.getDefault();
    List<Proxy> chosen = runtime == null ? List.of() : runtime.select(uri);
    boolean told =
        System.getProperty(uri.getScheme() + ".proxyHost") != null
            || chosen.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    return told ? chosen : List.of();
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // the call itself says so
  }
}
