package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.kms.http.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Authorities of a file while an instance is open, and the file changes under it.
class AuthorityFileTest {
  @TempDir Path home;
  private final TestAuthority first = new TestAuthority();
  private final TestAuthority second = new TestAuthority();

  private static void trusts(AuthorityFile file, TestAuthority authority) {
    assertDoesNotThrow(() -> file.checkServerTrusted(chain(authority), "ECDHE_ECDSA"));
  }

  private static void refuses(AuthorityFile file, TestAuthority authority) {
    assertThrows(
        CertificateException.class, () -> file.checkServerTrusted(chain(authority), "ECDHE_ECDSA"));
  }

  private static X509Certificate[] chain(TestAuthority authority) {
    return new X509Certificate[] {authority.server().certificate()};
  }

  private AuthorityFile opened() throws IOException, GeneralSecurityException {
    return new AuthorityFile(first.writeRoot(home.resolve("ca.pem")));
  }

  @Test
  void theNextAuthorityIsTrustedOnceTheFileHoldsIt() throws Exception {
    AuthorityFile file = opened();
    trusts(file, first);
    refuses(file, second);
    second.writeRoot(home.resolve("ca.pem"));
    trusts(file, second);
    refuses(file, first);
  }

  @Test
  void aFileInTheMiddleOfItsReplacementLeavesTheLastAuthoritiesInForce() throws Exception {
    AuthorityFile file = opened();
    String whole = first.root().certificatePem();
    for (String partly : new String[] {"", "# authorities\n", whole.substring(0, 200)}) {
      TestAuthority.replace(home.resolve("ca.pem"), partly);
      trusts(file, first);
    }
    Files.delete(home.resolve("ca.pem"));
    trusts(file, first);
    second.writeRoot(home.resolve("ca.pem"));
    trusts(file, second);
  }

  @Test
  void theSystemsAuthoritiesStayTrusted() throws Exception {
    assertTrue(opened().getAcceptedIssuers().length > 20);
  }

  @Test
  void noClientIsTrusted() throws Exception {
    AuthorityFile file = opened();
    assertThrows(
        CertificateException.class, () -> file.checkClientTrusted(chain(first), "ECDHE_ECDSA"));
  }

  @Test
  void aFileWithoutAuthoritiesIsRefusedAtTheStart() throws Exception {
    for (String text : new String[] {"", "no certificate"}) {
      Path file = TestAuthority.replace(home.resolve("ca.pem"), text);
      assertThrows(GeneralSecurityException.class, () -> new AuthorityFile(file));
    }
    assertThrows(NoSuchFileException.class, () -> new AuthorityFile(home.resolve("missing.pem")));
  }
}
