package io.cofre.core.transport.tls;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the material for TLS is.
///
/// @param certificate the certificate chain, leaf first, PEM
/// @param key the private key, PEM, not encrypted
/// @param clients whether clients show certificates
/// @param authorities who may have signed them; empty takes any certificate, whose key is then the
///   client's identity
public record TlsSettings(
    Path certificate, Path key, ClientCertificates clients, Optional<Path> authorities) {
  private static final Setting<Path> CERTIFICATE =
      Setting.path("tls-cert", "The certificate chain, PEM, leaf first; turns TLS on.");
  private static final Setting<Path> KEY =
      Setting.path("tls-key", "The private key of the certificate, PEM, not encrypted.");
  private static final Setting<ClientCertificates> CLIENTS =
      Setting.of(
              "tls-client-auth",
              "off|optional|required",
              ClientCertificates::read,
              "Whether clients show a certificate.")
          .or("off");
  private static final Setting<Path> AUTHORITIES =
      Setting.path(
          "tls-client-ca",
          "The authorities that sign client certificates, PEM; without them any certificate is"
              + " taken, and only its key tells who the client is.");

  /// Whether clients show certificates.
  public enum ClientCertificates {
    /// They are not asked.
    OFF,
    /// They may.
    OPTIONAL,
    /// Those without one are turned away.
    REQUIRED;

    static ClientCertificates read(String text) {
      return switch (text) {
        case "off" -> OFF;
        case "optional" -> OPTIONAL;
        case "required" -> REQUIRED;
        default -> throw new IllegalArgumentException("expected off, optional or required");
      };
    }
  }

  /// Every setting that is read.
  public static List<Setting<?>> all() {
    return List.of(CERTIFICATE, KEY, CLIENTS, AUTHORITIES);
  }

  /// Read the settings; empty when TLS is not wanted.
  ///
  /// @throws InvalidSettings if one is there without the other it needs
  public static Optional<TlsSettings> read(Settings settings, PluginContext context) {
    Optional<Path> certificate = settings.find(CERTIFICATE).map(context.home()::resolve);
    Optional<Path> key = settings.find(KEY).map(context.home()::resolve);
    Optional<Path> authorities = settings.find(AUTHORITIES).map(context.home()::resolve);
    ClientCertificates clients = settings.get(CLIENTS);
    if (certificate.isEmpty() && key.isEmpty()) {
      if (clients != ClientCertificates.OFF || authorities.isPresent()) {
        throw new InvalidSettings(
            CERTIFICATE.key(), "client certificates need TLS: set tls-cert and tls-key");
      }
      return Optional.empty();
    }
    if (key.isEmpty()) {
      throw new InvalidSettings(KEY.key(), "tls-cert needs its private key: set tls-key as well");
    }
    if (certificate.isEmpty()) {
      throw new InvalidSettings(
          CERTIFICATE.key(), "tls-key needs its certificate: set tls-cert as well");
    }
    return Optional.of(new TlsSettings(certificate.get(), key.get(), clients, authorities));
  }
}
