package io.cofre.tck.fake;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataTransaction;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// One transaction over a committed state, which it never changes: it copies at its first change.
final class MemoryTransaction implements MetadataTransaction, AutoCloseable {
  private static final int MAX_KEY = 4096;
  private static final int MAX_VALUE = 8 << 20;

  private final Thread thread = Thread.currentThread();
  private NavigableMap<byte[], byte[]> state;
  private boolean copied;
  private boolean ended;

  MemoryTransaction(NavigableMap<byte[], byte[]> committed) {
    this.state = committed;
  }

  @Override
  public Optional<byte[]> get(byte[] key) {
    requireUsable();
    return Optional.ofNullable(state.get(key)).map(byte[]::clone);
  }

  @Override
  public List<MetadataEntry> scan(byte[] from, byte[] to, int limit) {
    requireUsable();
    require(limit >= 1 && limit <= 10_000, "a scan has a limit of 1 to 10,000");
    if (Arrays.compareUnsigned(from, to) >= 0) {
      return List.of();
    }
    return state.subMap(from, true, to, false).entrySet().stream()
        .limit(limit)
        .map(e -> new MetadataEntry(e.getKey().clone(), e.getValue().clone()))
        .toList();
  }

  @Override
  public void put(byte[] key, byte[] value) {
    requireUsable();
    require(key.length >= 1 && key.length <= MAX_KEY, "a key has 1 to 4,096 bytes");
    require(value.length <= MAX_VALUE, "a value has up to 8 MiB");
    changeable().put(key.clone(), value.clone());
  }

  @Override
  public void delete(byte[] key) {
    requireUsable();
    changeable().remove(key);
  }

  NavigableMap<byte[], byte[]> state() {
    return state;
  }

  @Override
  public void close() {
    ended = true;
  }

  private NavigableMap<byte[], byte[]> changeable() {
    if (!copied) {
      state = new TreeMap<>(state);
      copied = true;
    }
    return state;
  }

  private void requireUsable() {
    if (ended || Thread.currentThread() != thread) {
      throw new IllegalStateException("a view is valid only inside its work, on its thread");
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
