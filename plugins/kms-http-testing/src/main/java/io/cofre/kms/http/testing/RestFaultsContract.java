package io.cofre.kms.http.testing;

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
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.testing.LocalServer.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a KMS over REST that logs in for sessions keeps when its network or its service has faults:
/// what is told, and that nothing is tried twice.
public abstract class RestFaultsContract {
  private static final KeyId KEY = new KeyId("cofre");
  @TempDir protected Path folder;
  private DoubledKms<?> peer;
  private Kms kms;

  /// Make a contract; the double is started before each test.
  protected RestFaultsContract() {}

  /// Start a double without keys.
  protected abstract DoubledKms<?> startDouble(Path home) throws IOException;

  /// What nobody may print: the secret of the login, and how tokens begin.
  protected abstract List<String> secrets();

  @BeforeEach
  void start() throws IOException {
    peer = startDouble(folder);
    kms = peer.open("timeout", "2s");
    kms.administration().orElseThrow().create(KEY);
  }

  @AfterEach
  void stop() throws IOException {
    kms.close();
    peer.close();
  }

  /// Fail to wrap, and show no secret.
  private KmsException failure() {
    try (DataKey key = DataKey.random()) {
      var e = assertThrows(KmsException.class, () -> kms.wrap(KEY, key, KeyContext.EMPTY));
      var text = new StringWriter();
      e.printStackTrace(new PrintWriter(text, true));
      String shown = text.toString();
      String plain = key.use(Base64.getEncoder()::encodeToString);
      for (String secret : secrets()) {
        assertFalse(shown.contains(secret), shown);
      }
      assertFalse(shown.contains("Bearer ") || shown.contains(plain), shown);
      return e;
    }
  }

  private static void says(String words, KmsException e) {
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
  }

  @Test
  void silence_reset_and_half_answers_are_unavailable() {
    for (Fault fault : new Fault[] {new Fault.Silence(), new Fault.Reset(), new Fault.Cut(40)}) {
      peer.network().next(fault);
      KmsException e = failure();
      assertEquals(Reason.UNAVAILABLE, e.reason(), () -> fault + ": " + e.getMessage());
      kms.generate(KEY, KeyContext.EMPTY).close();
    }
  }

  @Test
  void latency_past_the_timeout_is_unavailable() {
    peer.network().next(new Fault.Delay(Duration.ofSeconds(20)));
    KmsException e = failure();
    assertEquals(Reason.UNAVAILABLE, e.reason());
    says("did not answer within 2s", e);
  }

  @Test
  void health_says_down_while_there_is_no_answer() {
    peer.network().always(new Fault.Silence());
    var down = assertInstanceOf(Health.Down.class, kms.health());
    assertTrue(down.reason().contains("did not answer within 900ms"), down.reason());
  }

  @Test
  void throttling_and_outages_carry_the_wait_and_are_not_tried_again() {
    for (int status : new int[] {429, 503, 502, 500}) {
      int before = peer.server().requests();
      peer.next(Reply.text(status, "upstream connect error").header("Retry-After", "7"));
      KmsException e = failure();
      assertEquals(status == 429 ? Reason.THROTTLED : Reason.UNAVAILABLE, e.reason());
      assertEquals(Optional.of(Duration.ofSeconds(7)), e.retryAfter());
      says(status + ": upstream connect error", e);
      assertEquals(before + 1, peer.server().requests(), "requests");
    }
  }

  @Test
  void a_login_that_is_throttled_is_no_refusal() {
    try (Kms fresh = peer.open()) {
      peer.next(Reply.json(429, "{}").header("Retry-After", "3"));
      var e = assertThrows(KmsException.class, () -> fresh.generate(KEY, KeyContext.EMPTY).close());
      assertEquals(Reason.THROTTLED, e.reason());
      assertEquals(Optional.of(Duration.ofSeconds(3)), e.retryAfter());
    }
  }

  @Test
  void an_answer_nobody_foresaw_is_unexpected() {
    String[] bodies = {"<html>login</html>", "{}", "[]", "null", "{\"iv\":\"AA==\"}", ""};
    for (String body : bodies) {
      peer.next(Reply.json(200, body));
      assertEquals(Reason.UNEXPECTED, failure().reason(), body);
    }
    peer.next(Reply.text(418, "a teapot"));
    assertEquals(Reason.UNEXPECTED, failure().reason());
  }

  @Test
  void an_authority_that_changes_on_disk_counts_without_a_restart() throws IOException {
    var other = new TestAuthority();
    other.writeRoot(folder.resolve("ca.pem"));
    peer.network().closeConnections();
    KmsException e = failure();
    assertEquals(Reason.UNAVAILABLE, e.reason());
    says("no connection that can be trusted", e);
    peer.authority().writeRoot(folder.resolve("ca.pem"));
    kms.generate(KEY, KeyContext.EMPTY).close();
  }

  @Test
  void a_clock_that_jumps_costs_a_login_at_most() {
    peer.pass(Duration.ofDays(400));
    kms.generate(KEY, KeyContext.EMPTY).close();
    peer.pass(Duration.ofDays(-800));
    kms.generate(KEY, KeyContext.EMPTY).close();
  }
}
