package io.cofre.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.transport.Gate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsTest {
  @TempDir static Path folder;
  private SelfMade ec;
  private SelfMade rsa;
  private Path certificate;
  private Path key;

  @BeforeAll
  void make() throws Exception {
    ec = SelfMade.in(folder, "ec", "EC", "-groupname", "secp256r1");
    rsa = SelfMade.in(folder, "rsa", "RSA", "-keysize", "2048");
    certificate = ec.writeCertificate(folder.resolve("cert.pem"));
    key = ec.writeKey(folder.resolve("key.pem"));
  }

  private static SSLContext trusting(SelfMade server, SelfMade... self)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", server.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(self.length == 0 ? null : self[0].store(), SelfMade.PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private Listening listen(Gate gate, String... more) throws IOException {
    String[] settings = {"tls-cert", certificate.toString(), "tls-key", key.toString()};
    String[] all = Arrays.copyOf(settings, settings.length + more.length);
    System.arraycopy(more, 0, all, settings.length, more.length);
    return Listening.at(gate, all);
  }

  private static HttpResponse<String> get(
      Listening server, SSLContext context, HttpClient.Version v)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).version(v).build()) {
      URI uri = URI.create("https://127.0.0.1:" + server.port() + "/a%2Fb//c?x=%20");
      HttpRequest request =
          HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofByteArray(new byte[300_000])).build();
      return client.send(request, BodyHandlers.ofString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_1_1", "HTTP_2"})
  void bothVersionsOfHttpAreSpokenOverTls(String version) throws Exception {
    try (Listening server = listen(new Echo())) {
      HttpClient.Version wanted = HttpClient.Version.valueOf(version);
      HttpResponse<String> answer = get(server, trusting(ec), wanted);
      assertEquals(wanted, answer.version());
      assertEquals(200, answer.statusCode());
      assertTrue(answer.body().startsWith("PUT|/a%2Fb//c|x=%20|"), answer.body());
      assertTrue(answer.body().contains("host=[127.0.0.1:" + server.port() + "]"), answer.body());
    }
  }

  @Test
  void oldVersionsOfTlsAreRefused() throws Exception {
    try (Listening server = listen(new Echo());
        SSLSocket socket =
            (SSLSocket)
                trusting(ec)
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.1"});
      assertThrows(SSLHandshakeException.class, socket::startHandshake);
    }
  }

  @Test
  void theGateSeesClientCertificates() throws Exception {
    Gate gate =
        exchange -> {
          try {
            int n = exchange.request().certificates().size();
            String name =
                n == 0
                    ? "nobody"
                    : exchange
                        .request()
                        .certificates()
                        .getFirst()
                        .getSubjectX500Principal()
                        .getName();
            Echo.text(exchange, 200, name + " " + exchange.request().confidential());
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        };
    try (Listening server = listen(gate, "tls-client-auth", "optional")) {
      for (HttpClient.Version version : HttpClient.Version.values()) {
        if (version.name().equals("HTTP_3")) {
          continue;
        }
        assertEquals("nobody true", get(server, trusting(ec), version).body());
        assertEquals("CN=rsa true", get(server, trusting(ec, rsa), version).body());
      }
    }
    try (Listening server = listen(gate, "tls-client-auth", "required")) {
      assertThrows(IOException.class, () -> get(server, trusting(ec), HttpClient.Version.HTTP_1_1));
    }
    try (Listening server =
        listen(gate, "tls-client-auth", "required", "tls-client-ca", certificate.toString())) {
      assertThrows(
          IOException.class, () -> get(server, trusting(ec, rsa), HttpClient.Version.HTTP_1_1));
    }
  }

  @Test
  void aNewCertificateIsTakenWithoutARestart() throws Exception {
    Path cert2 = ec.writeCertificate(folder.resolve("moving-cert.pem"));
    Path key2 = ec.writeKey(folder.resolve("moving-key.pem"));
    try (Listening server =
        Listening.at(new Echo(), "tls-cert", cert2.toString(), "tls-key", key2.toString())) {
      assertEquals(200, get(server, trusting(ec), HttpClient.Version.HTTP_1_1).statusCode());
      rsa.writeCertificate(cert2);
      Files.setLastModifiedTime(cert2, FileTime.from(Instant.now().plusSeconds(5)));
      Thread.sleep(1100); // the files are looked at once a second
      assertEquals(200, get(server, trusting(ec), HttpClient.Version.HTTP_1_1).statusCode());
      rsa.writeKey(key2);
      Files.setLastModifiedTime(key2, FileTime.from(Instant.now().plusSeconds(5)));
      Thread.sleep(1100);
      assertEquals(200, get(server, trusting(rsa), HttpClient.Version.HTTP_1_1).statusCode());
    }
  }

  @Test
  void aPlainRequestToATlsPortDoesNoHarm() throws Exception {
    try (Listening server = listen(new Echo(), "idle-timeout", "1s")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        socket.getInputStream().readAllBytes();
      }
      try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        silent.setSoTimeout(15_000);
        assertEquals(-1, silent.getInputStream().read()); // the handshake has a limit of time
      }
      assertEquals(200, get(server, trusting(ec), HttpClient.Version.HTTP_2).statusCode());
    }
  }

  @Test
  void olderFormsOfKeysAreRead() throws Exception {
    byte[] pkcs8 = rsa.key().getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    Path rsaKey =
        Files.writeString(folder.resolve("pkcs1.pem"), SelfMade.pem("RSA PRIVATE KEY", pkcs1));
    Path rsaCert = rsa.writeCertificate(folder.resolve("rsa-cert.pem"));
    try (Listening server =
        Listening.at(new Echo(), "tls-cert", rsaCert.toString(), "tls-key", rsaKey.toString())) {
      assertEquals(200, get(server, trusting(rsa), HttpClient.Version.HTTP_1_1).statusCode());
    }
    Path ecKey =
        Files.writeString(folder.resolve("sec1.pem"), SelfMade.pem("EC PRIVATE KEY", sec1()));
    try (Listening server =
        Listening.at(new Echo(), "tls-cert", certificate.toString(), "tls-key", ecKey.toString())) {
      assertEquals(200, get(server, trusting(ec), HttpClient.Version.HTTP_1_1).statusCode());
    }
  }

  /// An ECPrivateKey with its curve: SEQUENCE { 1, private key, [0] { prime256v1 } }.
  private byte[] sec1() {
    byte[] secret = ((java.security.interfaces.ECPrivateKey) ec.key()).getS().toByteArray();
    byte[] padded = new byte[32];
    int n = Math.min(32, secret.length);
    System.arraycopy(secret, secret.length - n, padded, 32 - n, n);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x30, 49, 2, 1, 1, 4, 32});
    out.writeBytes(padded);
    out.writeBytes(new byte[] {(byte) 0xa0, 10, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d});
    out.writeBytes(new byte[] {3, 1, 7});
    return out.toByteArray();
  }

  @Test
  void everyMistakeIsNamed() throws Exception {
    String cert = certificate.toString();
    Path text = Files.writeString(folder.resolve("text"), "hello");
    Path other = rsa.writeKey(folder.resolve("other-key.pem"));
    Path otherEc =
        SelfMade.in(folder, "ec2", "EC", "-groupname", "secp256r1")
            .writeKey(folder.resolve("other-ec.pem"));
    Path locked =
        Files.writeString(
            folder.resolve("locked.pem"), SelfMade.pem("ENCRYPTED PRIVATE KEY", new byte[9]));
    Path damaged =
        Files.writeString(folder.resolve("damaged.pem"), SelfMade.pem("CERTIFICATE", new byte[9]));
    Path nameless =
        Files.writeString(
            folder.resolve("nameless.pem"),
            SelfMade.pem("EC PRIVATE KEY", new byte[] {0x30, 3, 2, 1, 1}));
    mistake("tls-key", "set tls-key as well", "tls-cert", cert);
    mistake("tls-cert", "set tls-cert as well", "tls-key", key.toString());
    mistake("tls-cert", "need TLS", "tls-client-auth", "required");
    mistake("tls-cert", "does not exist", "tls-cert", "nowhere", "tls-key", key.toString());
    mistake("tls-cert", "folder", "tls-cert", folder.toString(), "tls-key", key.toString());
    mistake("tls-cert", "not a PEM", "tls-cert", text.toString(), "tls-key", key.toString());
    mistake("tls-cert", "no certificate", "tls-cert", key.toString(), "tls-key", key.toString());
    mistake("tls-cert", "damaged", "tls-cert", damaged.toString(), "tls-key", key.toString());
    mistake("tls-key", "holds no private key", "tls-cert", cert, "tls-key", cert);
    mistake("tls-key", "not a key for", "tls-cert", cert, "tls-key", other.toString());
    mistake("tls-key", "not the key of", "tls-cert", cert, "tls-key", otherEc.toString());
    mistake("tls-key", "encrypted", "tls-cert", cert, "tls-key", locked.toString());
    mistake("tls-key", "name of its curve", "tls-cert", cert, "tls-key", nameless.toString());
    mistake("port", "from 0 to 65535", "port", "70000");
    mistake("max-head-size", "must be from", "max-head-size", "1");
    mistake("idle-timeout", "must be from", "idle-timeout", "0s");
  }

  private static void mistake(String key, String words, String... settings) {
    InvalidSettings wrong =
        assertThrows(InvalidSettings.class, () -> Listening.at(new Echo(), settings).close());
    assertEquals(key, wrong.key());
    assertTrue(wrong.getMessage().contains(words), wrong.getMessage());
  }
}
