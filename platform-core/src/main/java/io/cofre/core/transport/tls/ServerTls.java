package io.cofre.core.transport.tls;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.core.transport.tls.TlsSettings.ClientCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Makes the TLS of a listener: versions 1.3 and 1.2, the server's order of cipher suites.
public final class ServerTls {
  private ServerTls() {}

  /// Make a context from files.
  ///
  /// @param patience how long a peer may keep a handshake waiting
  /// @throws InvalidSettings if a file does not work
  /// @throws IOException if a file vanishes while it is read
  public static SSLContext context(TlsSettings settings, Duration patience) throws IOException {
    KeyPairFiles files = new KeyPairFiles(settings.certificate(), settings.key());
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] keys = {new CurrentKeyPair(files)};
      context.init(keys, trust(settings), null);
      return new ServerContext(context, parameters(settings.clients()), patience);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static SSLParameters parameters(ClientCertificates clients) {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setUseCipherSuitesOrder(true);
    switch (clients) {
      case OFF -> {}
      case OPTIONAL -> parameters.setWantClientAuth(true);
      case REQUIRED -> parameters.setNeedClientAuth(true);
    }
    return parameters;
  }

  private static TrustManager[] trust(TlsSettings settings)
      throws GeneralSecurityException, IOException {
    if (settings.authorities().isEmpty()) {
      return new TrustManager[] {new AnyClient()};
    }
    Path file = settings.authorities().get();
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int n = 0;
    for (X509Certificate authority : Certificates.read(file, "tls-client-ca")) {
      store.setCertificateEntry("authority-" + n++, authority);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
