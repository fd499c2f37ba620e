package io.cofre.kms.http;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;

/// Trusts the authorities of a PEM file besides the system's, for clients that bring a TLS of their
/// own, and reads the file again when it changed. Thread-safe.
///
/// A file that cannot be used then (gone, cut, without a certificate) leaves the last authorities
/// in force.
public final class AuthorityFile implements X509TrustManager {
  private final Watched<X509TrustManager> trust;

  /// Read a file for the first time.
  ///
  /// @throws IOException if it cannot be read
  /// @throws GeneralSecurityException if it holds no certificate, or one is damaged
  public AuthorityFile(Path file) throws IOException, GeneralSecurityException {
    this(new Watched<>(List.of(file), () -> read(file)));
  }

  private AuthorityFile(Watched<X509TrustManager> trust) {
    this.trust = trust;
  }

  /// Read the file that [HttpSettings#CA] names, if it names one.
  ///
  /// @throws InvalidSettings if it cannot be used
  public static Optional<AuthorityFile> find(Settings settings, PluginContext context) {
    return settings
        .find(HttpSettings.CA)
        .map(context.home()::resolve)
        .map(file -> Watched.of(HttpSettings.CA, List.of(file), () -> read(file)))
        .map(AuthorityFile::new);
  }

  private static X509TrustManager read(Path file) throws IOException, GeneralSecurityException {
    List<X509Certificate> all = new ArrayList<>(Pem.certificates(file));
    all.addAll(List.of(Trust.system().getAcceptedIssuers()));
    return Trust.of(all);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust.get().checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("no client is trusted here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.get().getAcceptedIssuers();
  }
}
