package io.cofre.kms.aws;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts the authorities of a PEM file besides the system's, and reads the file again when it
/// changed; one that cannot be read then leaves the last ones in force. Thread-safe.
final class AuthorityFile implements X509TrustManager {
  private final Path file;
  private volatile Loaded loaded;

  private record Loaded(FileTime changed, X509TrustManager trust) {}

  AuthorityFile(Path file) throws IOException, GeneralSecurityException {
    this.file = file;
    this.loaded = load();
  }

  private Loaded load() throws IOException, GeneralSecurityException {
    FileTime changed = Files.getLastModifiedTime(file);
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (X509Certificate authority : trust(null).getAcceptedIssuers()) {
      store.setCertificateEntry("system-" + store.size(), authority);
    }
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("file-" + store.size(), authority);
      }
    }
    return new Loaded(changed, trust(store));
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

  private X509TrustManager current() {
    try {
      if (!Files.getLastModifiedTime(file).equals(loaded.changed())) {
        loaded = load();
      }
    } catch (IOException | GeneralSecurityException _) {
      // a file in the middle of its replacement; the next handshake looks again
    }
    return loaded.trust();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    current().checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("no client is trusted here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return current().getAcceptedIssuers();
  }
}
