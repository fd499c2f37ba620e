package io.cofre.core.config;

import java.nio.file.Path;
import java.util.Optional;

/// One listener.
///
/// @param name the name the operator gave it
/// @param protocol what it speaks
/// @param host the address it binds; loopback unless configured
/// @param port the port it binds; 0 lets the system choose
/// @param tls its certificate and key, or empty for plain HTTP
/// @param transport the provider that carries it, with the settings `host`, `port`, `tls-cert`,
///   `tls-key` and whatever else the operator wrote for it
public record ListenerConfig(
    String name,
    Protocol protocol,
    String host,
    int port,
    Optional<TlsFiles> tls,
    InstanceConfig transport) {

  /// The PEM files of a TLS listener.
  ///
  /// @param cert the certificate, followed by its chain
  /// @param key the private key
  public record TlsFiles(Path cert, Path key) {}
}
