package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Certificates that clients issue to themselves, read by the JDK.
class SelfSignedTest {
  private static final Instant FROM = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant UNTIL = Instant.parse("2026-04-02T03:04:05Z");

  private static KeyPair pair(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  private static X509Certificate certificate(KeyPair pair, Instant from, Instant until) {
    return SelfSigned.of(pair, "a client", from, until).chain().getFirst();
  }

  @Test
  void it_is_signed_by_its_own_key_and_for_clients_only() throws GeneralSecurityException {
    KeyPair pair = pair("Ed25519");
    X509Certificate certificate = certificate(pair, FROM, UNTIL);
    certificate.verify(pair.getPublic());
    assertEquals(pair.getPublic(), certificate.getPublicKey());
    assertEquals(3, certificate.getVersion());
    assertEquals("CN=a client", certificate.getSubjectX500Principal().getName());
    assertEquals("CN=a client", certificate.getIssuerX500Principal().getName());
    assertEquals(List.of("1.3.6.1.5.5.7.3.2"), certificate.getExtendedKeyUsage());
    assertTrue(certificate.getKeyUsage()[0]);
    assertEquals(-1, certificate.getBasicConstraints());
  }

  @Test
  void it_is_valid_as_long_as_was_asked_also_after_2049() throws GeneralSecurityException {
    KeyPair pair = pair("Ed25519");
    Instant late = Instant.parse("2051-06-07T08:09:10Z");
    for (Instant until : List.of(UNTIL, late)) {
      X509Certificate certificate = certificate(pair, FROM, until);
      assertEquals(Date.from(FROM), certificate.getNotBefore());
      assertEquals(Date.from(until), certificate.getNotAfter());
    }
  }

  @Test
  void each_has_a_serial_number_of_its_own() throws GeneralSecurityException {
    KeyPair pair = pair("Ed25519");
    var first = certificate(pair, FROM, UNTIL).getSerialNumber();
    assertEquals(1, first.signum());
    assertEquals(127, first.bitLength());
    assertNotEquals(first, certificate(pair, FROM, UNTIL).getSerialNumber());
  }

  @Test
  void other_keys_are_refused() throws GeneralSecurityException {
    var another = new KeyPair(pair("Ed25519").getPublic(), pair("Ed25519").getPrivate());
    for (KeyPair bad : List.of(another, pair("EC"))) {
      assertThrows(IllegalArgumentException.class, () -> certificate(bad, FROM, UNTIL));
    }
  }
}
