package io.cofre.kms.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.InvalidSettings;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over TLS with an authority of the test's own: who is trusted, and with which token we come.
class GcpTlsTest {
  private static final KeyId KEY = new KeyId("cofre");
  private static final char[] PASSWORD = "changeit".toCharArray();
  private final AtomicInteger tokens = new AtomicInteger();
  @TempDir Path home;
  private HttpServer tokenServer;
  private GoogleDouble google;
  private String keyText = "";

  @BeforeEach
  void start() throws Exception {
    google = serve("server");
    tokenServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tokenServer.createContext(
        "/token",
        exchange -> {
          String json =
              "{\"access_token\":\"token-%d\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
                  .formatted(tokens.incrementAndGet());
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, json.length());
          exchange.getResponseBody().write(json.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    tokenServer.start();
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keyText =
        Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    Files.writeString(
        home.resolve("key.json"),
        """
        {"type":"service_account","project_id":"acme","client_id":"1","client_email":"cofre@acme",
         "private_key_id":"1","token_uri":"http://127.0.0.1:%d/token",
         "private_key":"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}
        """
            .formatted(tokenServer.getAddress().getPort(), keyText));
  }

  /// Start a server whose certificate is its own authority, in NAME.pem.
  private GoogleDouble serve(String name) throws Exception {
    Path store = home.resolve(name + ".p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command =
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            "a",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            "changeit");
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    String pem = Base64.getMimeEncoder().encodeToString(keys.getCertificate("a").getEncoded());
    Files.writeString(
        home.resolve(name + ".pem"),
        "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    var tls = TlsServerCredentials.newBuilder().keyManager(factory.getKeyManagers()).build();
    return new GoogleDouble(tls, new SecretDouble());
  }

  @AfterEach
  void stop() {
    google.close();
    tokenServer.stop(0);
  }

  private Kms open(GoogleDouble server, String ca) {
    return Gcp.open(
        "secret-manager",
        server.port(),
        "endpoint",
        "https://127.0.0.1:" + server.port(),
        "tls-ca",
        home.resolve(ca).toAbsolutePath().toString(),
        "credentials-file",
        home.resolve("key.json").toAbsolutePath().toString());
  }

  @Test
  void aTokenThatExpiredInFlightIsRenewedOnceAndTheCallMadeAgain() {
    try (Kms kms = open(google, "server.pem")) {
      kms.administration().orElseThrow().create(KEY);
      kms.generate(KEY, KeyContext.EMPTY).close();
      assertEquals(1, tokens.get());
      google.fail(Status.UNAUTHENTICATED);
      kms.generate(KEY, KeyContext.EMPTY).close();
      assertEquals(2, tokens.get());
      assertEquals("Bearer token-2", google.authorizations.getLast());
      google.fail(Status.UNAUTHENTICATED);
      google.fail(Status.UNAUTHENTICATED);
      var e = assertThrows(KmsException.class, () -> kms.generate(KEY, KeyContext.EMPTY));
      assertEquals(Reason.ACCESS_DENIED, e.reason());
      assertFalse(e.getMessage().contains("token-"), e.getMessage());
    }
  }

  @Test
  void anAuthorityThatIsNotTrustedIsUnavailableUntilItsFileChanges() throws Exception {
    GoogleDouble other = serve("other");
    Path ca = home.resolve("ca.pem");
    Files.copy(home.resolve("server.pem"), ca);
    try (other;
        Kms kms = open(other, "ca.pem")) {
      var e = assertThrows(KmsException.class, () -> kms.generate(KEY, KeyContext.EMPTY));
      assertEquals(Reason.UNAVAILABLE, e.reason(), e.getMessage());
      assertTrue(other.authorizations.isEmpty());
      Files.writeString(ca, Files.readString(home.resolve("other.pem")));
      Files.setLastModifiedTime(ca, FileTime.from(Instant.now().plusSeconds(60)));
      createWithRetries(kms);
      assertFalse(other.authorizations.isEmpty());
    }
  }

  /// The channel connects again behind a call that still fails, which the platform repeats.
  private static void createWithRetries(Kms kms) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        kms.administration().orElseThrow().create(KEY);
        return;
      } catch (KmsException e) {
        if (e.reason() != Reason.UNAVAILABLE || tries == 100) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  @Test
  void aMissingKeyFileIsNamedAtTheFirstCall() throws Exception {
    Files.delete(home.resolve("key.json"));
    try (Kms kms = open(google, "server.pem")) {
      var e = assertThrows(KmsException.class, () -> kms.generate(KEY, KeyContext.EMPTY));
      assertEquals(Reason.ACCESS_DENIED, e.reason(), e.getMessage());
      assertTrue(e.getMessage().contains("key.json"), e.getMessage());
    }
  }

  @Test
  void aBrokenKeyFileIsNotShown() throws Exception {
    Files.writeString(
        home.resolve("key.json"), "{\"type\":\"service_account\",\"private_key\":\"" + keyText);
    try (Kms kms = open(google, "server.pem")) {
      var e = assertThrows(KmsException.class, () -> kms.generate(KEY, KeyContext.EMPTY));
      assertFalse(e.toString().contains(keyText.substring(0, 24)), e.toString());
    }
  }

  @Test
  void plaintextIsForThisHostOnly() {
    for (String uri : List.of("http://kms.example.com", "ftp://127.0.0.1", "https:///")) {
      var e =
          assertThrows(
              InvalidSettings.class, () -> Gcp.open("cloud-kms", 1, "endpoint", uri).close());
      assertEquals("endpoint", e.key());
    }
  }
}
