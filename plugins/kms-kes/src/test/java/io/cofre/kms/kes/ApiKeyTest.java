package io.cofre.kms.kes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyContext;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.Secret;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Identities, certificates and contexts, against known values.
class ApiKeyTest {
  private static final String PUBLIC =
      "302a300506032b657003210003a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8";

  @Test
  void a_seed_gives_its_key_and_identity() {
    for (String text : List.of(FakeKes.API_KEY, FakeKes.API_KEY.substring("kes:v1:".length()))) {
      var key = ApiKey.pair(Secret.of(text), "api-key").getPublic();
      assertEquals(PUBLIC, HexFormat.of().formatHex(key.getEncoded()));
      assertEquals(FakeKes.IDENTITY, ApiKey.identity(key));
    }
  }

  @Test
  void other_texts_are_refused_without_being_quoted() {
    for (String bad : List.of("", "kes:v1:", "kes:v2:AAAA", "AQ" + "A".repeat(42), "c2VjcmV0")) {
      var failure =
          assertThrows(InvalidSettings.class, () -> ApiKey.pair(Secret.of(bad), "api-key"), bad);
      assertTrue(bad.isEmpty() || bad.equals("kes:v1:") || !failure.getMessage().contains(bad));
    }
  }

  @Test
  void a_certificate_is_issued_and_another_before_it_ends() throws Exception {
    var now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    var pair = ApiKey.pair(Secret.of(FakeKes.API_KEY), "api-key");
    var own = new OwnCertificate(pair, now::get);
    X509Certificate first = own.get().orElseThrow().chain().getFirst();
    first.verify(pair.getPublic());
    first.checkValidity(Date.from(now.get()));
    assertEquals("CN=" + FakeKes.IDENTITY, first.getSubjectX500Principal().getName());
    assertEquals(List.of("1.3.6.1.5.5.7.3.2"), first.getExtendedKeyUsage());
    assertTrue(first.getKeyUsage()[0]);
    assertEquals(-1, first.getBasicConstraints());
    now.set(now.get().plus(Duration.ofDays(59)));
    assertEquals(first, own.get().orElseThrow().chain().getFirst());
    now.set(now.get().plus(Duration.ofDays(1)));
    X509Certificate second = own.get().orElseThrow().chain().getFirst();
    assertNotEquals(first, second);
    second.checkValidity(Date.from(now.get().plus(Duration.ofDays(89))));
    now.set(Instant.parse("2051-01-01T00:00:00Z"));
    own.get().orElseThrow().chain().getFirst().checkValidity(Date.from(now.get()));
  }

  @Test
  void a_context_is_written_as_other_clients_write_it() {
    assertEquals("{}", canonical(Map.of()));
    assertEquals(
        "{\"a\":\"\\u003c\\u0026\\u003e\\\"\\\\\\n\\u0008\\u2028\u007f\",\"b\":\"\\ufffd\"}",
        canonical(Map.of("b", "\ud800", "a", "<&>\"\\\n\b\u2028\u007f")));
    assertEquals(
        "{\"\uff21\":\"1\",\"\ud83d\udd11\":\"2\"}",
        canonical(Map.of("\ud83d\udd11", "2", "\uff21", "1")),
        "sorted by UTF-8, not by UTF-16");
  }

  private static String canonical(Map<String, String> facts) {
    return new String(CanonicalContext.of(KeyContext.of(facts)), StandardCharsets.UTF_8);
  }
}
