package io.cofre.tck;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Use by many, health, discretion and the end: K6 to K10.
@SuppressWarnings("MemberName") // tests begin with the number of their rule
abstract class KmsLifeRules extends KmsWrapRules {
  private static final int MANY = 200;

  @Test
  void K6_two_hundred_threads_use_one_instance() throws Exception {
    Kms kms = kms();
    List<String> seen =
        Crowd.run(
            MANY,
            member -> {
              try (DataKey key = DataKey.random()) {
                WrappedKey wrapped = kms.wrap(key(), key, CONTEXT);
                try (DataKey unwrapped = kms.unwrap(wrapped, CONTEXT)) {
                  return unwrapped.equals(key) ? "the same" : "another key";
                }
              } catch (KmsException e) {
                return e.reason() + ": " + e.getMessage();
              }
            });
    seen.forEach(one -> Rule.K6.same("the same", one, "what one of " + MANY + " threads saw"));
  }

  @Test
  void K7_health_answers() throws Exception {
    Health health = health(kms());
    Rule.K7.holds(health instanceof Health.Up, () -> "a KMS that works says " + health);
  }

  @Test
  void K7_health_of_a_closed_instance_is_down() throws Exception {
    Kms kms = kms();
    kms.close();
    Health health = health(kms);
    Rule.K7.holds(health instanceof Health.Down, () -> "a closed instance says " + health);
  }

  /// Ask in a thread of its own and wait for a second, and some more for a busy machine.
  private static Health health(Kms kms) throws Exception {
    var asked = Crowd.fork(kms::health);
    try {
      return asked.get(6, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      asked.cancel(true);
      Rule.K7.holds(false, () -> "no answer in six seconds");
      throw e;
    } catch (ExecutionException e) {
      Rule.K7.holds(false, () -> "health threw " + e.getCause());
      throw e;
    }
  }

  @Test
  void K8_nothing_shows_a_secret() {
    Kms kms = kms();
    List<String> shown = new ArrayList<>();
    List<String> hidden = new ArrayList<>(secrets());
    try (DataKey key = dataKey()) {
      hidden.addAll(shapes(key));
      WrappedKey wrapped = kms.wrap(key(), key, CONTEXT);
      KeyId unknown = unknownKey();
      shown.add(kms.toString());
      shown.add(kms.traits().toString());
      shown.add(outcome(kms::health));
      shown.add(wrapped.toString());
      shown.add(failure(() -> kms.wrap(unknown, key, CONTEXT)));
      shown.add(failure(() -> kms.unwrap(new WrappedKey(unknown, wrapped.bytes()), CONTEXT)));
      byte[] changed = wrapped.bytes();
      changed[changed.length - 1] ^= 4;
      shown.add(failure(() -> kms.unwrap(new WrappedKey(key(), changed), CONTEXT)));
      kms.close();
      shown.add(failure(() -> kms.wrap(key(), key, CONTEXT)));
      shown.add(kms.toString());
    }
    openUnreachable().ifPresent(unreachable -> shown.add(failureOf(unreachable)));
    for (String text : shown) {
      for (String secret : hidden) {
        Rule.K8.holds(
            !text.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT)),
            () -> "a secret in: " + text.replaceAll("(?is)" + quoted(secret), "(the secret)"));
      }
    }
  }

  private static String quoted(String secret) {
    return Pattern.quote(secret);
  }

  private String failureOf(Kms unreachable) {
    try (unreachable;
        DataKey key = dataKey()) {
      return outcome(unreachable::health) + failure(() -> unreachable.wrap(key(), key, CONTEXT));
    }
  }

  /// What is said of the health; that it must be said is another rule.
  private static String outcome(Supplier<Health> health) {
    List<String> said = new ArrayList<>();
    String failed = failure(() -> said.add(health.get().toString()));
    return said + failed;
  }

  private static String failure(Executable work) {
    StringWriter text = new StringWriter();
    try {
      work.execute();
    } catch (Throwable e) {
      e.printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }

  @Test
  void K9_close_is_idempotent() {
    Kms kms = kms();
    kms.close();
    try {
      kms.close();
    } catch (KmsException e) {
      Rule.K9.holds(false, () -> "the second close failed: " + e);
    }
  }

  @Test
  void K9_a_closed_instance_is_unavailable() {
    Kms kms = kms();
    try (DataKey key = dataKey()) {
      WrappedKey wrapped = kms.wrap(key(), key, CONTEXT);
      var administration = kms.administration();
      var rewrap = kms.rewrap();
      var backup = kms.backup();
      kms.close();
      closed("wrap", () -> kms.wrap(key(), key, CONTEXT));
      closed("unwrap", () -> kms.unwrap(wrapped, CONTEXT).close());
      closed("generate", () -> kms.generate(key(), CONTEXT).close());
      administration.ifPresent(a -> closed("list", a::list));
      administration.ifPresent(a -> closed("create", () -> a.create(unknownKey())));
      rewrap.ifPresent(r -> closed("rewrap", () -> r.rewrap(wrapped, CONTEXT, key(), CONTEXT)));
      backup.ifPresent(b -> closed("export", () -> b.export(Secret.of("a passphrase of tests"))));
      Rule.K9.holds(kms.health() instanceof Health.Down, () -> "health says " + kms.health());
    }
  }

  private static void closed(String method, Executable work) {
    Rule.K9.failsWith(Reason.UNAVAILABLE, method + " after close", work);
  }

  @Test
  void K9_closing_one_instance_leaves_the_others() {
    Kms first = kms();
    Kms second = kms();
    try (DataKey key = dataKey()) {
      WrappedKey wrapped = first.wrap(key(), key, CONTEXT);
      first.close();
      unwraps(Rule.K9, second, wrapped, CONTEXT, key);
    }
  }

  @Test
  void K10_opens_while_the_kms_cannot_be_reached() throws Exception {
    var unreachable = openUnreachable();
    Assumptions.assumeTrue(unreachable.isPresent(), "a KMS inside the process is always reached");
    try (Kms kms = unreachable.orElseThrow();
        DataKey key = dataKey()) {
      Health health = health(kms);
      Rule.K10.holds(health instanceof Health.Down, () -> "an unreachable KMS says " + health);
      Rule.K10.failsWith(
          Reason.UNAVAILABLE, "wrapping while unreachable", () -> kms.wrap(key(), key, CONTEXT));
    }
  }
}
