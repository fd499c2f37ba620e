package io.cofre.core.keyring;

import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Keys by fingerprint, bounded by number, age and uses; what leaves is wiped.
///
/// Not thread-safe. Full, it drops the one that was used longest ago.
final class KeyCache {
  private final int size;
  private final long nanos;
  private final int uses;
  private final Map<Fingerprint, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long evictions;

  /// A key, and what was done with it.
  private static final class Entry {
    private final GeneratedKey key;
    private final long born;
    private int uses;

    Entry(GeneratedKey key, long born, int uses) {
      this.key = key;
      this.born = born;
      this.uses = uses;
    }
  }

  KeyCache(KeyringSettings settings) {
    this.size = settings.cacheSize();
    this.nanos = settings.cacheTime().toNanos();
    this.uses = settings.cacheUses();
  }

  static GeneratedKey copy(GeneratedKey key) {
    return new GeneratedKey(key.plain().copy(), key.wrapped());
  }

  /// Return a copy of a key that has time and uses left.
  Optional<GeneratedKey> use(Fingerprint by, long now) {
    Entry entry = entries.get(by);
    if (entry == null) {
      return Optional.empty();
    }
    if (now - entry.born >= nanos) {
      evict(by, entry);
      return Optional.empty();
    }
    GeneratedKey copy = copy(entry.key);
    if (++entry.uses >= uses) {
      evict(by, entry);
    }
    return Optional.of(copy);
  }

  /// Take over a key, which is wiped when it leaves, or at once when it may not be kept.
  ///
  /// @param used how often it was used already
  void put(Fingerprint by, GeneratedKey key, int used, long now) {
    if (size == 0 || used >= uses) {
      key.close();
      return;
    }
    Entry before = entries.put(by, new Entry(key, now, used));
    if (before != null) {
      before.key.close();
      evictions++;
    }
    if (entries.size() > size) {
      Map.Entry<Fingerprint, Entry> oldest = entries.entrySet().iterator().next();
      evict(oldest.getKey(), oldest.getValue());
    }
  }

  /// Drop what is too old.
  void sweep(long now) {
    removeIf(entry -> now - entry.born >= nanos);
  }

  /// Drop what a key wrapped.
  void remove(KeyId key) {
    removeIf(entry -> entry.key.wrapped().key().equals(key));
  }

  void clear() {
    removeIf(_ -> true);
  }

  int size() {
    return entries.size();
  }

  long evictions() {
    return evictions;
  }

  private void evict(Fingerprint by, Entry entry) {
    entries.remove(by);
    entry.key.close();
    evictions++;
  }

  private void removeIf(Predicate<Entry> which) {
    for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
      Entry entry = all.next();
      if (which.test(entry)) {
        all.remove();
        entry.key.close();
        evictions++;
      }
    }
  }
}
