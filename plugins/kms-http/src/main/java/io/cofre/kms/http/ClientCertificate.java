package io.cofre.kms.http;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/// The certificate that a client shows, and its key. Never prints the key.
///
/// @param key the private key
/// @param chain the certificate, then its intermediates
public record ClientCertificate(PrivateKey key, List<X509Certificate> chain) {

  /// Copies the chain and checks that it is not empty.
  public ClientCertificate {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("no certificate");
    }
  }

  void addTo(HandshakeCertificates.Builder handshake) {
    X509Certificate leaf = chain.getFirst();
    handshake.heldCertificate(
        new HeldCertificate(new KeyPair(leaf.getPublicKey(), key), leaf),
        chain.subList(1, chain.size()).toArray(X509Certificate[]::new));
  }

  /// What shows it, for clients that bring a TLS of their own.
  public KeyManager[] keyManagers() throws GeneralSecurityException {
    char[] none = new char[0];
    KeyStore store = Trust.empty();
    store.setKeyEntry("client", key, none, chain.toArray(X509Certificate[]::new));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, none);
    return factory.getKeyManagers();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientCertificate that && chain.equals(that.chain);
  }

  @Override
  public int hashCode() {
    return chain.hashCode();
  }

  @Override
  public String toString() {
    return "ClientCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
