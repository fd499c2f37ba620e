package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.ClientAuth;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.TestAuthority;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS: who is trusted, who we are, and files that change.
class TlsTest {
  @TempDir Path home;
  private final TestAuthority authority = new TestAuthority();

  private LocalServer server(HeldCertificate certificate, ClientAuth auth) throws Exception {
    return LocalServer.https(
        authority.context(certificate), auth, request -> Reply.json(200, peer(request)));
  }

  private static String peer(LocalServer.Request request) {
    return request.peer().isEmpty()
        ? "\"nobody\""
        : "\"" + ((X509Certificate) request.peer().getFirst()).getSubjectX500Principal() + "\"";
  }

  private static String ask(KmsHttp http, LocalServer server) {
    return http.send(Call.get(URI.create(server.uri() + "/"))).json().asText();
  }

  @Test
  void an_authority_in_a_file_is_trusted_and_nobody_else() throws Exception {
    authority.writeRoot(home.resolve("ca.pem"));
    try (var server = server(authority.server(), ClientAuth.NONE);
        var knowing = Http.open(home, "tls-ca", "ca.pem");
        var ignorant = Http.open(home)) {
      assertEquals("nobody", ask(knowing, server));
      var failure = Http.fails(Reason.UNAVAILABLE, () -> ask(ignorant, server));
      Http.contains("has no connection that can be trusted", failure);
    }
  }

  @Test
  void a_certificate_for_another_name_or_time_is_refused() throws Exception {
    authority.writeRoot(home.resolve("ca.pem"));
    long now = System.currentTimeMillis();
    var old = authority.named("localhost").validityInterval(now - 86_400_000, now - 60_000).build();
    var other = authority.named("elsewhere.example").build();
    for (HeldCertificate bad : new HeldCertificate[] {old, other}) {
      try (var server = server(bad, ClientAuth.NONE);
          var http = Http.open(home, "tls-ca", "ca.pem")) {
        Http.contains("can be trusted", Http.fails(Reason.UNAVAILABLE, () -> ask(http, server)));
      }
    }
  }

  @Test
  void a_client_shows_its_certificate_and_the_next_when_the_file_changes() throws Exception {
    authority.writeRoot(home.resolve("ca.pem"));
    TestAuthority.write(authority.client("one"), home, "me");
    try (var server = server(authority.server(), ClientAuth.NEED);
        var http = Http.open(home, "tls-ca", "ca.pem", "tls-cert", "me.pem", "tls-key", "me.key")) {
      assertEquals("CN=one", ask(http, server));
      Files.writeString(home.resolve("me.pem"), "half a ");
      assertEquals("CN=one", ask(http, server), "a file being written changes nothing");
      TestAuthority.write(authority.client("two"), home, "me");
      assertEquals("CN=two", ask(http, server));
    }
  }

  @Test
  void an_authority_that_changes_is_trusted_from_the_next_call_on() throws Exception {
    var other = new TestAuthority();
    other.writeRoot(home.resolve("ca.pem"));
    try (var server = server(authority.server(), ClientAuth.NONE);
        var http = Http.open(home, "tls-ca", "ca.pem")) {
      Http.fails(Reason.UNAVAILABLE, () -> ask(http, server));
      TestAuthority.replace(home.resolve("ca.pem"), "broken");
      var failure = Http.fails(Reason.UNAVAILABLE, () -> ask(http, server));
      Http.contains("ca.pem cannot be used (no certificate in PEM)", failure);
      authority.writeRoot(home.resolve("ca.pem"));
      assertEquals("nobody", ask(http, server));
    }
  }

  @Test
  void a_client_without_the_certificate_asked_for_is_told() throws Exception {
    authority.writeRoot(home.resolve("ca.pem"));
    try (var server = server(authority.server(), ClientAuth.NEED);
        var http = Http.open(home, "tls-ca", "ca.pem")) {
      Http.fails(Reason.UNAVAILABLE, () -> ask(http, server));
    }
  }

  @Test
  void keys_of_older_forms_are_read() throws Exception {
    var rsa = authority.named("rsa").rsa2048().build();
    Files.writeString(home.resolve("c.pem"), rsa.certificatePem() + rsa.privateKeyPkcs1Pem());
    authority.writeRoot(home.resolve("ca.pem"));
    try (var server = server(authority.server(), ClientAuth.NEED);
        var http = Http.open(home, "tls-ca", "ca.pem", "tls-cert", "c.pem")) {
      assertEquals("CN=rsa", ask(http, server));
    }
    var ec = authority.named("ec").ecdsa256().build();
    TestAuthority.write(ec, home, "ec");
    byte[] pkcs8 = ec.keyPair().getPrivate().getEncoded();
    byte[] sec1 = java.util.Arrays.copyOfRange(pkcs8, 28, pkcs8.length); // after head, algorithm
    Files.writeString(
        home.resolve("ec.key"),
        "-----BEGIN EC PRIVATE KEY-----\n%s\n-----END EC PRIVATE KEY-----\n"
            .formatted(java.util.Base64.getMimeEncoder().encodeToString(sec1)));
    assertEquals(
        ec.certificate(),
        Pem.client(home.resolve("ec.pem"), home.resolve("ec.key")).chain().getFirst());
  }

  @Test
  void files_that_cannot_be_used_are_named_when_opened() throws Exception {
    TestAuthority.write(authority.client("one"), home, "one");
    TestAuthority.write(authority.client("two"), home, "two");
    Files.writeString(
        home.resolve("locked.key"),
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
    refused("tls-ca", "missing.pem", "tls-ca", "missing.pem");
    refused("tls-ca", "no certificate", "tls-ca", "one.key");
    refused("tls-cert", "no private key", "tls-cert", "one.pem");
    refused("tls-cert", "is not that of", "tls-cert", "one.pem", "tls-key", "two.key");
    refused("tls-cert", "is encrypted", "tls-cert", "one.pem", "tls-key", "locked.key");
    refused("tls-key", "set tls-cert too", "tls-key", "one.key");
  }

  private void refused(String key, String words, String... settings) {
    var failure = assertThrows(InvalidSettings.class, () -> Http.open(home, settings).close());
    assertEquals(key, failure.key());
    Http.contains(words, failure);
    assertTrue(!failure.getMessage().contains("MII"), failure.getMessage());
  }

  @Test
  void a_certificate_of_the_plugins_own_is_shown() throws Exception {
    authority.writeRoot(home.resolve("ca.pem"));
    var held = authority.client("made").keyPair();
    var certificate = authority.named("made").duration(1, TimeUnit.DAYS).keyPair(held).build();
    var own =
        new ClientCertificate(held.getPrivate(), java.util.List.of(certificate.certificate()));
    var settings = io.cofre.tck.fake.MemorySettings.of("tls-ca", "ca.pem");
    try (var server = server(authority.server(), ClientAuth.NEED);
        var http =
            KmsHttp.open("KES", settings, Http.context(home), () -> java.util.Optional.of(own))) {
      assertEquals("CN=made", ask(http, server));
    }
  }
}
