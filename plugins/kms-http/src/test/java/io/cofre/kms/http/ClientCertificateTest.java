package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.ClientAuth;
import io.cofre.kms.http.testing.LocalServer.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a client with a TLS of its own shows to a server.
@Timeout(60) // what hangs fails
class ClientCertificateTest {
  private final HeldCertificate root =
      new HeldCertificate.Builder().certificateAuthority(1).build();
  private final HeldCertificate between =
      new HeldCertificate.Builder().certificateAuthority(0).signedBy(root).build();

  private static ClientCertificate shown(HeldCertificate... chain) {
    return new ClientCertificate(
        chain[0].keyPair().getPrivate(),
        Stream.of(chain).map(HeldCertificate::certificate).toList());
  }

  /// Ask a server that wants a certificate of the root how many certificates it was shown, and
  /// which is the first.
  private String seen(ClientCertificate client) throws Exception {
    var certificate =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .signedBy(root)
            .build();
    SSLContext theirs =
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .addTrustedCertificate(root.certificate())
            .build()
            .sslContext();
    var ours = SSLContext.getInstance("TLS");
    ours.init(
        client.keyManagers(), new TrustManager[] {Trust.of(List.of(root.certificate()))}, null);
    try (var server =
        LocalServer.https(
            theirs,
            ClientAuth.NEED,
            request ->
                Reply.json(
                    200, request.peer().size() + " " + request.peer().getFirst().hashCode()))) {
      var connection = (HttpsURLConnection) URI.create(server.uri() + "/").toURL().openConnection();
      connection.setSSLSocketFactory(ours.getSocketFactory());
      try (var in = connection.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @Test
  void itIsShownWithItsIntermediates() throws Exception {
    var builder = new HeldCertificate.Builder().signedBy(between);
    for (var leaf : List.of(builder.ecdsa256().build(), builder.rsa2048().build())) {
      assertEquals("2 " + leaf.certificate().hashCode(), seen(shown(leaf, between)));
    }
    var direct = new HeldCertificate.Builder().signedBy(root).build();
    assertEquals("1 " + direct.certificate().hashCode(), seen(shown(direct)));
  }

  @Test
  void withoutItsIntermediatesItIsNoUse() {
    var leaf = new HeldCertificate.Builder().signedBy(between).build();
    assertThrows(IOException.class, () -> seen(shown(leaf)));
  }

  @Test
  void aCertificateOfAnotherAuthorityIsNoUse() {
    assertThrows(IOException.class, () -> seen(shown(new HeldCertificate.Builder().build())));
  }

  @Test
  void aChainWithoutCertificatesIsNone() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ClientCertificate(root.keyPair().getPrivate(), List.of()));
  }

  @Test
  void itNeverPrintsItsKey() {
    var leaf = new HeldCertificate.Builder().commonName("me").signedBy(root).build();
    ClientCertificate client = shown(leaf);
    assertEquals("ClientCertificate[CN=me]", client.toString());
    byte[] key = leaf.keyPair().getPrivate().getEncoded();
    assertFalse(client.toString().contains(Base64.getEncoder().encodeToString(key)));
  }
}
