package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.kms.http.testing.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom a client with a TLS of its own trusts.
class TrustTest {
  private final TestAuthority first = new TestAuthority();
  private final TestAuthority second = new TestAuthority();
  private final TestAuthority stranger = new TestAuthority();

  private static void trusts(X509TrustManager trust, HeldCertificate... chain) {
    assertDoesNotThrow(() -> trust.checkServerTrusted(chain(chain), "ECDHE_ECDSA"));
  }

  private static void refuses(X509TrustManager trust, HeldCertificate... chain) {
    assertThrows(
        CertificateException.class, () -> trust.checkServerTrusted(chain(chain), "ECDHE_ECDSA"));
  }

  private static X509Certificate[] chain(HeldCertificate... chain) {
    return List.of(chain).stream()
        .map(HeldCertificate::certificate)
        .toArray(X509Certificate[]::new);
  }

  @Test
  void theAuthoritiesGivenAreTrustedAndNobodyElse() throws Exception {
    X509TrustManager trust =
        Trust.of(List.of(first.root().certificate(), second.root().certificate()));
    trusts(trust, first.server());
    trusts(trust, second.server());
    refuses(trust, stranger.server());
    assertEquals(
        Set.of(first.root().certificate(), second.root().certificate()),
        Set.of(trust.getAcceptedIssuers()));
  }

  @Test
  void allAuthoritiesOfAFileAreTrusted(@TempDir Path home) throws Exception {
    String roots = first.root().certificatePem() + second.root().certificatePem();
    X509TrustManager trust =
        Trust.of(Pem.certificates(Files.writeString(home.resolve("ca.pem"), roots)));
    trusts(trust, first.server());
    trusts(trust, second.server());
    refuses(trust, stranger.server());
  }

  @Test
  void anAuthorityThatIsGivenTwiceIsTrustedOnce() throws Exception {
    X509Certificate root = first.root().certificate();
    X509TrustManager trust = Trust.of(List.of(root, root));
    trusts(trust, first.server());
    assertEquals(List.of(root), List.of(trust.getAcceptedIssuers()));
  }

  @Test
  void noAuthoritiesAreAMistake() {
    assertThrows(IllegalArgumentException.class, () -> Trust.of(List.of()));
  }

  @Test
  void anAuthorityBetweenIsTrustedForTheRootsSake() throws Exception {
    var root = new HeldCertificate.Builder().certificateAuthority(1).build();
    var between = new HeldCertificate.Builder().certificateAuthority(0).signedBy(root).build();
    var leaf = new HeldCertificate.Builder().signedBy(between).build();
    X509TrustManager trust = Trust.of(List.of(root.certificate()));
    trusts(trust, leaf, between);
    refuses(trust, leaf);
  }

  @Test
  void aCertificateWhoseTimeIsOverIsRefused() throws Exception {
    long now = System.currentTimeMillis();
    var old = first.named("localhost").validityInterval(now - 86_400_000, now - 60_000).build();
    refuses(Trust.of(List.of(first.root().certificate())), old);
  }

  @Test
  void theSystemTrustsItsAuthoritiesAndNoneOfOurs() throws Exception {
    X509TrustManager trust = Trust.system();
    assertTrue(trust.getAcceptedIssuers().length > 20);
    refuses(trust, first.server());
  }
}
