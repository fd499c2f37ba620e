package io.cofre.core.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.WrappedKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What leaves the cache is wiped, and it does what a plain model of it does.
class KeyCacheTest {
  private static final int SIZE = 5;
  private static final int USES = 4;
  private static final long TIME = Duration.ofSeconds(10).toNanos();

  private final List<GeneratedKey> given = new ArrayList<>();
  private final KeyCache cache = new KeyCache(settings(SIZE, USES));

  private static KeyringSettings settings(int size, int uses) {
    return new KeyringSettings(
        size,
        Duration.ofSeconds(10),
        uses,
        Duration.ofSeconds(1),
        0,
        Duration.ZERO,
        1,
        Duration.ofSeconds(1),
        1,
        0);
  }

  private GeneratedKey key(int number, String kmsKey) {
    WrappedKey wrapped = new WrappedKey(new KeyId(kmsKey), "1", new byte[] {(byte) number});
    GeneratedKey key = new GeneratedKey(DataKey.random(), wrapped);
    given.add(key);
    return key;
  }

  private static Fingerprint by(int number) {
    WrappedKey wrapped = new WrappedKey(new KeyId("f"), "1", new byte[] {(byte) number});
    return Fingerprint.ofUnwrapping(wrapped, KeyContext.EMPTY);
  }

  private static boolean wiped(GeneratedKey key) {
    try {
      return key.plain().use(_ -> false);
    } catch (IllegalStateException _) {
      return true;
    }
  }

  private boolean has(int number, long now) {
    return cache
        .use(by(number), now)
        .map(copy -> {
          copy.close();
          return true;
        })
        .orElse(false);
  }

  private long unwiped() {
    return given.stream().filter(key -> !wiped(key)).count();
  }

  @Test
  void the_oldest_use_leaves_when_it_is_full() {
    for (int i = 0; i < SIZE; i++) {
      cache.put(by(i), key(i, "k"), 0, 0);
    }
    assertTrue(has(0, 1));
    cache.put(by(SIZE), key(SIZE, "k"), 0, 1);
    assertTrue(wiped(given.get(1)));
    assertEquals(SIZE, unwiped());
    assertTrue(has(0, 1));
    assertFalse(has(1, 1));
  }

  @Test
  void what_is_too_old_is_wiped_by_a_use_and_by_a_sweep() {
    cache.put(by(1), key(1, "k"), 0, 0);
    cache.put(by(2), key(2, "k"), 0, 0);
    assertTrue(has(1, TIME - 1));
    assertFalse(has(1, TIME));
    assertEquals(1, unwiped());
    cache.sweep(TIME);
    assertEquals(0, unwiped());
    assertEquals(2, cache.evictions());
  }

  @Test
  void what_is_used_up_is_wiped_by_its_last_use() {
    cache.put(by(1), key(1, "k"), 0, 0);
    for (int i = 0; i < USES; i++) {
      assertTrue(has(1, 0));
    }
    assertEquals(0, unwiped());
    assertFalse(has(1, 0));
  }

  @Test
  void what_replaces_another_wipes_it() {
    cache.put(by(1), key(1, "k"), 0, 0);
    cache.put(by(1), key(1, "k"), 0, 0);
    assertTrue(wiped(given.getFirst()));
    assertEquals(1, cache.size());
  }

  @Test
  void what_may_not_be_kept_is_wiped_at_once() {
    cache.put(by(1), key(1, "k"), USES, 0);
    new KeyCache(settings(0, USES)).put(by(2), key(2, "k"), 0, 0);
    assertEquals(0, unwiped());
    assertEquals(0, cache.size());
  }

  @Test
  void what_another_key_wrapped_stays() {
    cache.put(by(1), key(1, "a"), 0, 0);
    cache.put(by(2), key(2, "b"), 0, 0);
    cache.remove(new KeyId("a"));
    assertTrue(wiped(given.get(0)));
    assertFalse(wiped(given.get(1)));
    cache.clear();
    assertEquals(0, unwiped());
  }

  /// An entry of the model: plain data in the order of the last use.
  private record Kept(GeneratedKey key, long born, int uses) {}

  @Test
  void it_does_what_the_model_does() {
    for (int seed = 0; seed < 200; seed++) {
      follow(new SplittableRandom(seed), "seed " + seed);
    }
  }

  private void follow(SplittableRandom random, String seed) {
    KeyCache real = new KeyCache(settings(SIZE, USES));
    Map<Integer, Kept> model = new LinkedHashMap<>();
    given.clear();
    long now = random.nextLong();
    for (int step = 0; step < 200; step++) {
      int number = random.nextInt(9);
      long at = now;
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> {
          GeneratedKey key = key(number, "k" + number % 2);
          int used = random.nextInt(USES + 1);
          real.put(by(number), key, used, now);
          if (used < USES) {
            model.remove(number);
            model.put(number, new Kept(key, now, used));
            if (model.size() > SIZE) {
              model.remove(model.keySet().iterator().next());
            }
          }
        }
        case 3 -> now += random.nextLong(TIME);
        case 4 -> {
          real.sweep(now);
          model.values().removeIf(kept -> at - kept.born() >= TIME);
        }
        case 5 -> {
          if (random.nextInt(8) == 0) {
            real.remove(new KeyId("k1"));
            model.values().removeIf(k -> k.key().wrapped().key().equals(new KeyId("k1")));
          }
        }
        default -> {
          Kept kept = model.remove(number);
          boolean expected = kept != null && now - kept.born() < TIME;
          if (kept != null && expected && kept.uses() + 1 < USES) {
            model.put(number, new Kept(kept.key(), kept.born(), kept.uses() + 1));
          }
          boolean found =
              real.use(by(number), now)
                  .map(copy -> {
                    boolean same = copy.wrapped().equals(kept.key().wrapped());
                    copy.close();
                    return same;
                  })
                  .orElse(false);
          assertEquals(expected, found, seed);
        }
      }
      assertEquals(model.size(), real.size(), seed);
      given.removeIf(KeyCacheTest::wiped);
      assertEquals(model.size(), given.size(), seed);
      assertTrue(model.values().stream().noneMatch(kept -> wiped(kept.key())), seed);
    }
  }
}
