package io.cofre.kms.kes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.kms.http.testing.Fault;
import io.cofre.kms.http.testing.FaultyProxy;
import io.cofre.kms.http.testing.TestAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Two servers and what goes wrong with them, and what operators read then.
class KesFaultsTest {
  private static final KeyId KEY = new KeyId("cofre");
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("bucket", "bucket/object"));
  private final TestAuthority authority = new TestAuthority();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  @TempDir Path home;
  private FakeKes first;
  private FakeKes second;
  private FaultyProxy network;

  @BeforeEach
  void start() throws Exception {
    byte[] key =
        HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    Map<String, byte[]> keys = new ConcurrentHashMap<>(Map.of("cofre", key));
    authority.writeRoot(home.resolve("ca.pem"));
    first = new FakeKes(authority, keys);
    second = new FakeKes(authority, keys);
    network = FaultyProxy.before(first.port());
  }

  @AfterEach
  void stop() throws Exception {
    network.close();
    first.close();
    second.close();
  }

  private Kms open(String endpoints) {
    return Kes.open(
        home,
        now::get,
        "endpoints",
        endpoints,
        "api-key",
        FakeKes.API_KEY,
        "tls-ca",
        "ca.pem",
        "timeout",
        "10s");
  }

  private static WrappedKey wrap(Kms kms) {
    try (DataKey key = DataKey.random()) {
      return kms.wrap(KEY, key, CONTEXT);
    }
  }

  private static KmsException fails(Reason reason, Executable work) {
    var failure = assertThrows(KmsException.class, work);
    assertEquals(reason, failure.reason(), failure.getMessage());
    assertFalse(failure.toString().contains(FakeKes.API_KEY.substring(7)), failure.toString());
    return failure;
  }

  @Test
  void opens_what_another_client_of_kes_sealed() {
    byte[] sealed =
        java.util.Base64.getDecoder()
            .decode(
                "tLx0KkZ/YQpptEfsn5nPVnoR8QcqRG7pZmpkujBR1kiCZbQrrIA9zCFCWGTap25ZICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ow==");
    byte[] bytes = new byte[1 + sealed.length];
    bytes[0] = 1;
    System.arraycopy(sealed, 0, bytes, 1, sealed.length);
    try (Kms kms = open(first.uri());
        DataKey key = kms.unwrap(new WrappedKey(KEY, bytes), CONTEXT)) {
      assertEquals(
          "404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f",
          key.use(HexFormat.of()::formatHex));
    }
  }

  @Test
  void the_next_server_serves_while_one_rests() {
    try (Kms kms = open(first.uri() + ", " + second.uri())) {
      wrap(kms);
      assertEquals(1, first.requests());
      first.failing = 504;
      wrap(kms);
      assertEquals(2, first.requests());
      assertEquals(1, second.requests());
      first.failing = 0;
      wrap(kms);
      assertEquals(2, first.requests(), "it rests for 30 seconds");
      now.set(now.get().plusSeconds(31));
      wrap(kms);
      assertEquals(3, first.requests());
    }
  }

  @Test
  void all_servers_are_tried_before_none_serves() {
    first.failing = 502;
    second.failing = 503;
    try (Kms kms = open(first.uri() + "," + second.uri())) {
      var failure = fails(Reason.UNAVAILABLE, () -> wrap(kms));
      assertTrue(failure.getMessage().startsWith("KES at " + second.uri()), failure.getMessage());
      assertInstanceOf(Health.Down.class, kms.health());
      second.failing = 0;
      wrap(kms);
      assertInstanceOf(Health.Up.class, kms.health());
    }
  }

  @Test
  void a_refusal_is_not_asked_of_the_next_server() {
    first.denied.add("/v1/key/encrypt/");
    first.denied.add("/v1/ready");
    try (Kms kms = open(first.uri() + "," + second.uri())) {
      var failure = fails(Reason.ACCESS_DENIED, () -> wrap(kms));
      assertEquals(
          "KES at %s does not allow /v1/key/encrypt/cofre to the identity %s (403): not authorized: insufficient permissions"
              .formatted(first.uri(), FakeKes.IDENTITY),
          failure.getMessage());
      assertEquals(0, second.requests());
      assertTrue(((Health.Down) kms.health()).reason().contains("/v1/ready"));
    }
  }

  @Test
  void a_bad_network_is_unavailable_and_no_call_is_repeated() {
    String by = "https://localhost:" + network.port();
    try (Kms kms =
        Kes.open(
            home,
            "endpoints",
            by,
            "api-key",
            FakeKes.API_KEY,
            "tls-ca",
            "ca.pem",
            "timeout",
            "10s")) {
      WrappedKey wrapped = wrap(kms);
      int before = first.requests();
      network.next(new Fault.Reset()).next(new Fault.Cut(10));
      for (int i = 0; i < 2; i++) {
        var failure = fails(Reason.UNAVAILABLE, () -> kms.unwrap(wrapped, CONTEXT));
        assertTrue(failure.getMessage().startsWith("KES at " + by), failure.getMessage());
      }
      kms.unwrap(wrapped, CONTEXT).close();
      assertTrue(first.requests() <= before + 2, "at most one of the two came through");
    }
    try (Kms hasty =
        Kes.open(
            home,
            "endpoints",
            by,
            "api-key",
            FakeKes.API_KEY,
            "tls-ca",
            "ca.pem",
            "timeout",
            "300ms")) {
      network.always(new Fault.Delay(Duration.ofSeconds(2)));
      var failure = fails(Reason.UNAVAILABLE, () -> wrap(hasty));
      assertTrue(failure.getMessage().contains("did not answer within 300ms"));
    }
  }

  @Test
  void a_certificate_of_an_api_key_is_made_anew_while_it_is_used() {
    try (Kms kms = open(first.uri())) {
      wrap(kms);
      now.set(now.get().plus(Duration.ofDays(61)));
      wrap(kms);
    }
  }

  @Test
  void a_list_of_several_pages_is_read_whole() {
    try (Kms kms = open(first.uri())) {
      var administration = kms.administration().orElseThrow();
      for (String name : List.of("e", "d", "b", "a")) {
        administration.create(new KeyId(name));
      }
      assertEquals(
          List.of("a", "b", "cofre", "d", "e"),
          administration.list().stream().map(key -> key.key().value()).toList());
    }
  }

  @Test
  void a_name_that_no_key_can_have_is_never_sent() {
    try (Kms kms = open(first.uri());
        DataKey key = DataKey.random()) {
      for (String bad :
          new String[] {"../x", "a/b", "-a", "a-", "___", "a.b", "x".repeat(81), "ü"}) {
        var failure = fails(Reason.KEY_NOT_FOUND, () -> kms.wrap(new KeyId(bad), key, CONTEXT));
        assertTrue(failure.getMessage().contains("1 to 80 letters"), failure.getMessage());
      }
      assertEquals(0, first.requests());
    }
  }

  @Test
  void settings_that_cannot_work_are_refused() {
    assertThrows(InvalidSettings.class, () -> Kes.open(home, "endpoints", first.uri()).close());
    assertThrows(
        InvalidSettings.class,
        () ->
            Kes.open(home, "endpoints", "http://127.0.0.1:1", "api-key", FakeKes.API_KEY).close());
    assertThrows(
        InvalidSettings.class,
        () -> Kes.open(home, "endpoints", first.uri(), "api-key", "kes:v1:AAAA").close());
  }
}
