package io.cofre.kms.http;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

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
    this.trust = new Watched<>(List.of(file), () -> read(file));
  }

  /// Read the file that [HttpSettings#CA] names, if it names one.
  ///
  /// @throws InvalidSettings if it cannot be used
  public static Optional<AuthorityFile> find(Settings settings, PluginContext context) {
    return settings
        .find(HttpSettings.CA)
        .map(path -> {
          Path file = context.home().resolve(path);
          try {
            return new AuthorityFile(file);
          } catch (IOException | GeneralSecurityException e) {
            throw new InvalidSettings(HttpSettings.CA.key(), Watched.problem(List.of(file), e));
          }
        });
  }

  private static X509TrustManager read(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (X509Certificate authority : trust(null).getAcceptedIssuers()) {
      store.setCertificateEntry("system-" + store.size(), authority);
    }
    for (X509Certificate authority : Pem.certificates(file)) {
      store.setCertificateEntry("file-" + store.size(), authority);
    }
    return trust(store);
  }

  private static X509TrustManager trust(@Nullable KeyStore store) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
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
