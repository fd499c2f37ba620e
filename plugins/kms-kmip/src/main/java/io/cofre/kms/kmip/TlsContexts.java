package io.cofre.kms.kmip;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.kms.http.ClientCertificate;
import io.cofre.kms.http.Pem;
import io.cofre.kms.http.Watched;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Makes TLS contexts of PEM files, and others when the files have changed. Thread-safe.
final class TlsContexts {
  private final Watched<SSLContext> context;

  private TlsContexts(Watched<SSLContext> context) {
    this.context = context;
  }

  /// @param ca authorities in place of the Java runtime's, where given
  static TlsContexts of(Optional<Path> ca, Path certificate, Path key) {
    List<Path> files = new ArrayList<>(List.of(certificate, key));
    ca.ifPresent(files::add);
    try {
      return new TlsContexts(
          new Watched<>(files.stream().distinct().toList(), () -> read(ca, certificate, key)));
    } catch (IOException | GeneralSecurityException e) {
      String why = e instanceof IOException ? e.toString() : String.valueOf(e.getMessage());
      throw new InvalidSettings(
          KmipKmsProvider.CERT.key(),
          "the certificates of %s cannot be used (%s)"
              .formatted(String.join(", ", files.stream().map(Path::toString).toList()), why));
    }
  }

  private static SSLContext read(Optional<Path> ca, Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    ClientCertificate client = Pem.client(certificate, key);
    char[] none = new char[0];
    KeyStore own = empty();
    own.setKeyEntry("own", client.key(), none, client.chain().toArray(Certificate[]::new));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, none);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    if (ca.isPresent()) {
      KeyStore authorities = empty();
      for (Certificate authority : Pem.certificates(ca.get())) {
        authorities.setCertificateEntry("ca" + authorities.size(), authority);
      }
      trust.init(authorities);
    } else {
      trust.init((KeyStore) null); // the runtime's
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, new char[0]);
    return store;
  }

  /// The context of the files as they are now: the same object while they are the same.
  SSLContext now() {
    return context.get();
  }

  /// What is wrong with files that were changed, while their last good state is in use.
  Optional<String> problem() {
    return context.problem();
  }
}
