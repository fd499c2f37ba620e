package io.cofre.kms.http;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.tls.HandshakeCertificates;

/// The authorities and the client certificate that settings name, as they are now.
///
/// @param authorities at most one
/// @param own at most one
record TlsFiles(
    List<Watched<List<X509Certificate>>> authorities, List<Watched<ClientCertificate>> own) {

  /// What is used in a handshake.
  record Now(List<X509Certificate> authorities, Optional<ClientCertificate> own) {
    HandshakeCertificates handshake() {
      var handshake = new HandshakeCertificates.Builder().addPlatformTrustedCertificates();
      authorities.forEach(handshake::addTrustedCertificate);
      own.ifPresent(certificate -> certificate.addTo(handshake));
      return handshake.build();
    }
  }

  static TlsFiles of(Settings settings, PluginContext context) {
    Optional<Path> certificate = path(HttpSettings.CLIENT_CERT, settings, context);
    Optional<Path> key = path(HttpSettings.CLIENT_KEY, settings, context);
    if (key.isPresent() && certificate.isEmpty()) {
      throw new InvalidSettings(
          HttpSettings.CLIENT_KEY.key(), "there is no certificate for the key: set tls-cert too");
    }
    return new TlsFiles(
        ofAuthorities(settings, context).authorities,
        certificate.stream()
            .map(file -> {
              Path keyFile = key.orElse(file);
              return Watched.of(
                  HttpSettings.CLIENT_CERT,
                  List.of(file, keyFile),
                  () -> Pem.client(file, keyFile));
            })
            .toList());
  }

  /// Those without a client certificate.
  static TlsFiles ofAuthorities(Settings settings, PluginContext context) {
    return new TlsFiles(
        path(HttpSettings.CA, settings, context).stream()
            .map(file -> Watched.of(HttpSettings.CA, List.of(file), () -> Pem.certificates(file)))
            .toList(),
        List.of());
  }

  private static Optional<Path> path(
      Setting<Path> setting, Settings settings, PluginContext context) {
    return settings.find(setting).map(path -> context.home().resolve(path));
  }

  Now now(Supplier<Optional<ClientCertificate>> instead) {
    return new Now(
        authorities.stream().flatMap(file -> file.get().stream()).toList(),
        own.stream().map(Watched::get).findFirst().or(instead));
  }

  /// What is wrong with files that were changed.
  List<String> problems() {
    return Stream.concat(authorities.stream(), own.stream())
        .flatMap(file -> file.problem().stream())
        .toList();
  }
}
