package io.cofre.kms.ciphertrust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.kms.ciphertrust.fake.FakeCipherTrust;
import io.cofre.kms.http.testing.Fault;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.TestAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A network and a service with faults: what is told, and that nothing is tried twice.
class CipherTrustFaultsTest {
  private static final KeyId KEY = new KeyId("cofre");
  @TempDir Path folder;
  private CipherTrust ciphertrust;
  private Kms kms;

  @BeforeEach
  void start() throws IOException {
    ciphertrust = new CipherTrust(folder);
    kms = ciphertrust.open("timeout", "2s");
    kms.administration().orElseThrow().create(KEY);
  }

  @AfterEach
  void stop() throws IOException {
    kms.close();
    ciphertrust.close();
  }

  /// Fail to wrap, and show no secret.
  private KmsException failure() {
    try (DataKey key = DataKey.random()) {
      var e = assertThrows(KmsException.class, () -> kms.wrap(KEY, key, KeyContext.EMPTY));
      var text = new StringWriter();
      e.printStackTrace(new PrintWriter(text, true));
      String shown = text.toString();
      String plain = key.use(Base64.getEncoder()::encodeToString);
      for (String secret : new String[] {FakeCipherTrust.PASSWORD, "eyJ", "Bearer ", plain}) {
        assertTrue(!shown.contains(secret), shown);
      }
      return e;
    }
  }

  @Test
  void silence_reset_and_half_answers_are_unavailable() {
    for (Fault fault : new Fault[] {new Fault.Silence(), new Fault.Reset(), new Fault.Cut(40)}) {
      ciphertrust.network.next(fault);
      KmsException e = failure();
      assertEquals(Reason.UNAVAILABLE, e.reason(), () -> fault + ": " + e.getMessage());
      kms.generate(KEY, KeyContext.EMPTY).close();
    }
  }

  @Test
  void latency_past_the_timeout_is_unavailable() {
    ciphertrust.network.next(new Fault.Delay(Duration.ofSeconds(20)));
    KmsException e = failure();
    assertEquals(Reason.UNAVAILABLE, e.reason());
    assertTrue(e.getMessage().contains("did not answer within 2s"), e.getMessage());
  }

  @Test
  void health_says_down_while_there_is_no_answer() {
    ciphertrust.network.always(new Fault.Silence());
    var down = assertInstanceOf(Health.Down.class, kms.health());
    assertTrue(down.reason().contains("did not answer within 900ms"), down.reason());
  }

  @Test
  void throttling_and_outages_carry_the_wait_and_are_not_tried_again() {
    for (int status : new int[] {429, 503, 502, 500}) {
      int before = ciphertrust.server.requests();
      ciphertrust.next(Reply.text(status, "upstream connect error").header("Retry-After", "7"));
      KmsException e = failure();
      assertEquals(status == 429 ? Reason.THROTTLED : Reason.UNAVAILABLE, e.reason());
      assertEquals(Optional.of(Duration.ofSeconds(7)), e.retryAfter());
      assertTrue(e.getMessage().contains(status + ": upstream connect error"), e.getMessage());
      assertEquals(before + 1, ciphertrust.server.requests(), "requests");
    }
  }

  @Test
  void a_login_that_is_throttled_is_no_refusal() {
    try (Kms fresh = ciphertrust.open()) {
      ciphertrust.next(Reply.json(429, "{}").header("Retry-After", "3"));
      var e = assertThrows(KmsException.class, () -> fresh.generate(KEY, KeyContext.EMPTY).close());
      assertEquals(Reason.THROTTLED, e.reason());
      assertEquals(Optional.of(Duration.ofSeconds(3)), e.retryAfter());
    }
  }

  @Test
  void an_answer_nobody_foresaw_is_unexpected() {
    String[] bodies = {"<html>login</html>", "{}", "[]", "null", "{\"iv\":\"AA==\"}", ""};
    for (String body : bodies) {
      ciphertrust.next(Reply.json(200, body));
      assertEquals(Reason.UNEXPECTED, failure().reason(), body);
    }
    ciphertrust.next(Reply.text(418, "a teapot"));
    assertEquals(Reason.UNEXPECTED, failure().reason());
  }

  @Test
  void an_authority_that_changes_on_disk_counts_without_a_restart() throws IOException {
    var other = new TestAuthority();
    other.writeRoot(folder.resolve("ca.pem"));
    ciphertrust.network.closeConnections();
    KmsException e = failure();
    assertEquals(Reason.UNAVAILABLE, e.reason());
    assertTrue(e.getMessage().contains("no connection that can be trusted"), e.getMessage());
    ciphertrust.authority.writeRoot(folder.resolve("ca.pem"));
    kms.generate(KEY, KeyContext.EMPTY).close();
  }

  @Test
  void a_clock_that_jumps_costs_a_login_at_most() {
    ciphertrust.pass(Duration.ofDays(400));
    kms.generate(KEY, KeyContext.EMPTY).close();
    ciphertrust.pass(Duration.ofDays(-800));
    kms.generate(KEY, KeyContext.EMPTY).close();
  }
}
