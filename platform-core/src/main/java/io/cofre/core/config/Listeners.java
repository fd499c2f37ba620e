package io.cofre.core.config;

import io.cofre.core.config.ListenerConfig.TlsFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Makes the records of the listeners.
final class Listeners {
  private static final Set<String> OWN =
      Set.of("protocol", "transport", "host", "port", "tls.cert", "tls.key");
  private static final Map<String, String> FLAT =
      Map.of("tls-cert", "tls.cert", "tls-key", "tls.key");

  private final Path base;
  private final Values values;

  Listeners(Path base, Values values) {
    this.base = base;
    this.values = values;
  }

  Map<String, ListenerConfig> build() {
    Map<String, ListenerConfig> listeners = new TreeMap<>();
    Map<String, String> addresses = new HashMap<>();
    for (String name : values.names("listeners")) {
      listener(name).ifPresent(listener -> listeners.put(name, listener));
    }
    for (ListenerConfig one : listeners.values()) {
      String other = addresses.putIfAbsent(one.host() + ":" + one.port(), one.name());
      if (other != null && one.port() != 0) {
        values.problem(
            "listeners." + one.name() + ".port",
            "listeners." + other + " has the same host and port; give each its own");
      }
    }
    return listeners;
  }

  private Optional<ListenerConfig> listener(String name) {
    String group = "listeners." + name;
    Optional<Protocol> protocol = protocol(group, name);
    String provider = values.find(group, ConfigKeys.TRANSPORT).orElseThrow();
    String host = values.find(group, ConfigKeys.HOST).orElseThrow();
    Optional<Integer> port = values.find(group, ConfigKeys.PORT);
    Optional<TlsFiles> tls = tls(group);
    Map<String, GivenText> settings = values.settings(group, OWN);
    FLAT.forEach((flat, right) -> {
      if (settings.containsKey(flat)) {
        values.problem(group + "." + flat, "is not a known key; did you mean '" + right + "'?");
      }
    });
    return protocol.map(speaks -> {
      int number = port.orElse(speaks.port());
      Map<String, GivenText> all = new LinkedHashMap<>();
      put(all, "host", host, values.origin(group + ".host"));
      put(all, "port", String.valueOf(number), values.origin(group + ".port"));
      tls.ifPresent(files -> {
        put(all, "tls-cert", files.cert().toString(), values.origin(group + ".tls.cert"));
        put(all, "tls-key", files.key().toString(), values.origin(group + ".tls.key"));
      });
      all.putAll(settings);
      Origin origin = values.origin(group + ".transport");
      InstanceConfig transport = new InstanceConfig(group, provider, origin, all);
      return new ListenerConfig(name, speaks, host, number, tls, transport);
    });
  }

  /// A listener named like a protocol need not say that it speaks it.
  private Optional<Protocol> protocol(String group, String name) {
    Optional<Protocol> named = Protocol.named(name);
    return named.isPresent() && !values.has(group + ".protocol")
        ? named
        : values.require(group, ConfigKeys.PROTOCOL);
  }

  private Optional<TlsFiles> tls(String group) {
    Optional<Path> cert = values.find(group + ".tls", ConfigKeys.CERT);
    Optional<Path> key = values.find(group + ".tls", ConfigKeys.KEY_FILE);
    if (cert.isPresent() != key.isPresent()) {
      String there = group + (cert.isPresent() ? ".tls.cert" : ".tls.key");
      String lacking = cert.isPresent() ? "tls.key" : "tls.cert";
      values.problem(there, "is there without " + lacking + "; write both or neither");
    }
    return cert.flatMap(c -> key.map(k -> new TlsFiles(base.resolve(c), base.resolve(k))));
  }

  private static void put(Map<String, GivenText> all, String key, String text, Origin origin) {
    all.put(key, new GivenText(text, text, origin));
  }
}
