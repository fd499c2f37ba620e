package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tokens: renewed in time, asked for anew when they end or are refused, by one thread for all.
class SessionTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final AtomicInteger logins = new AtomicInteger();
  private final AtomicInteger renewals = new AtomicInteger();
  private volatile Reason broken = Reason.UNEXPECTED;
  private volatile boolean isBroken;
  private volatile boolean renewable = true;
  private volatile Duration life = Duration.ofSeconds(1000);
  private final Session session = new Session(now::get, new CountingLogin());

  private final class CountingLogin implements Session.Login {
    @Override
    public Session.Token login() {
      check();
      return token("login-" + logins.incrementAndGet());
    }

    @Override
    public Session.Token renew(Secret token) {
      check();
      return token("renewal-" + renewals.incrementAndGet());
    }

    private void check() {
      if (isBroken) {
        throw new KmsException(broken, "broken");
      }
    }

    private Session.Token token(String text) {
      return Session.Token.of(Secret.of(text), life, renewable);
    }
  }

  @AfterEach
  void close() {
    session.close();
  }

  private void at(long seconds) {
    now.set(Instant.EPOCH.plusSeconds(seconds));
  }

  private String token() {
    return session.get().use(String::new);
  }

  @Test
  void logs_in_once_and_renews_in_time() {
    assertEquals("login-1", token());
    at(799);
    assertEquals("login-1", token());
    at(800);
    assertEquals("renewal-1", token());
    at(1599);
    assertEquals("renewal-1", token());
  }

  @Test
  void a_token_that_cannot_be_renewed_is_replaced() {
    renewable = false;
    token();
    at(800);
    assertEquals("login-2", token());
    assertEquals(0, renewals.get());
  }

  @Test
  void a_token_of_no_seconds_lives_for_ever() {
    Secret value = Secret.of("t");
    assertEquals(Optional.empty(), Session.Token.of(value, 0, true).life());
    assertEquals(Session.Token.of(value, life, true), Session.Token.of(value, 1000, true));
  }

  @Test
  void a_token_that_reached_its_greatest_age_is_replaced() {
    token();
    life = Duration.ofSeconds(10);
    at(800);
    assertEquals("login-2", token());
    assertEquals(1, renewals.get());
  }

  @Test
  void a_token_that_ended_is_replaced() {
    token();
    at(1000);
    assertEquals("login-2", token());
  }

  @Test
  void an_old_token_serves_while_it_cannot_be_renewed() {
    token();
    at(800);
    isBroken = true;
    broken = Reason.UNAVAILABLE;
    assertEquals("login-1", token());
    at(999);
    assertEquals("login-1", token());
    at(1000);
    Http.fails(Reason.UNAVAILABLE, session::get);
    isBroken = false;
    assertEquals("login-2", token());
  }

  @Test
  void a_clock_set_back_costs_a_login_and_nothing_else() {
    at(500);
    token();
    at(100);
    assertEquals("login-2", token());
  }

  @Test
  void a_refused_token_is_replaced_and_the_call_sent_again_once() {
    List<String> sent = new ArrayList<>();
    token();
    at(60);
    var answer = session.send(secret -> refused(sent, secret), a -> a.status() == 403);
    assertEquals(403, answer.status());
    assertEquals(List.of("login-1", "login-2"), sent);
    session.send(secret -> refused(sent, secret), a -> a.status() == 403);
    assertEquals(List.of("login-1", "login-2", "login-2"), sent, "a fresh token is not at fault");
  }

  private static Answer refused(List<String> sent, Secret secret) {
    sent.add(secret.use(String::new));
    return new Answer(403, Map.of(), new byte[0]);
  }

  @Test
  void a_token_refused_twice_is_replaced_once() {
    Secret first = session.get();
    session.invalidate(first);
    Secret second = session.get();
    session.invalidate(first);
    assertEquals(second, session.get());
    assertEquals(2, logins.get());
  }

  @Test
  void many_threads_share_one_login_and_its_failure() throws Exception {
    var started = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var asked = new AtomicInteger();
    try (var slow =
            new Session(
                now::get,
                () -> {
                  asked.incrementAndGet();
                  started.countDown();
                  try {
                    go.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  throw new KmsException(Reason.ACCESS_DENIED, "no");
                });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reason>> seen = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        seen.add(threads.submit(() -> Http.fails(Reason.ACCESS_DENIED, slow::get).reason()));
      }
      started.await();
      Thread.sleep(200); // lets the others come; if they do not, more logins are counted
      go.countDown();
      for (Future<Reason> one : seen) {
        assertEquals(Reason.ACCESS_DENIED, one.get());
      }
      assertEquals(1, asked.get());
    }
  }
}
