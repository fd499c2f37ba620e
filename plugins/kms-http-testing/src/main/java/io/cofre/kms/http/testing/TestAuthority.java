package io.cofre.kms.http.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/// A certificate authority for one test: certificates for a server on loopback and for clients, as
/// PEM files and as an SSL context for the JDK's `HttpsServer`.
public final class TestAuthority {
  private final HeldCertificate root;

  /// Make an authority with a key of its own.
  public TestAuthority() {
    root = new HeldCertificate.Builder().certificateAuthority(0).commonName("Test CA").build();
  }

  /// The authority's certificate.
  public HeldCertificate root() {
    return root;
  }

  /// Make a certificate for `localhost`, `127.0.0.1` and the names below [WebProxy#DOMAIN].
  public HeldCertificate server() {
    return named("localhost")
        .addSubjectAlternativeName("127.0.0.1")
        .addSubjectAlternativeName("*." + WebProxy.DOMAIN)
        .build();
  }

  /// Make a certificate for a client.
  public HeldCertificate client(String name) {
    return named(name).build();
  }

  /// Begin a certificate of this authority that lives for a day.
  public HeldCertificate.Builder named(String name) {
    return new HeldCertificate.Builder()
        .signedBy(root)
        .commonName(name)
        .addSubjectAlternativeName(name)
        .duration(1, TimeUnit.DAYS);
  }

  /// Make the context of a server that trusts clients of this authority.
  public SSLContext context(HeldCertificate server) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(server)
        .addTrustedCertificate(root.certificate())
        .build()
        .sslContext();
  }

  /// Write the authority's certificate.
  public Path writeRoot(Path file) throws IOException {
    return replace(file, root.certificatePem());
  }

  /// Write a certificate and its key beside each other: `name.pem` and `name.key`.
  ///
  /// @return the file of the certificate
  public static Path write(HeldCertificate held, Path folder, String name) throws IOException {
    replace(folder.resolve(name + ".key"), held.privateKeyPkcs8Pem());
    return replace(folder.resolve(name + ".pem"), held.certificatePem());
  }

  /// Put a file in the place of another, whole.
  public static Path replace(Path file, String text) throws IOException {
    Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
    return Files.move(
        fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
