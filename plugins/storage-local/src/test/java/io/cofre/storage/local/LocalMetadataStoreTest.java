package io.cofre.storage.local;

import static io.cofre.storage.local.Opened.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.Health;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataStore;
import io.cofre.api.storage.MetadataTransaction;
import io.cofre.api.storage.MetadataView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalMetadataStoreTest {
  @TempDir Path home;

  @Test
  void agreesWithAMapThroughRandomTransactionsAndRestarts() throws Exception {
    Random random = new Random(20260);
    NavigableMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
    for (int restart = 0; restart < 4; restart++) {
      try (MetadataStore store = Opened.metadata(home)) {
        for (int i = 0; i < 60; i++) {
          model = store.write(new Mutation(model, random)::apply);
          byte[] from = key(random);
          byte[] to = key(random);
          NavigableMap<byte[], byte[]> expected = model;
          store.read(view -> compare(view, expected, from, to, 1 + random.nextInt(40)));
        }
      }
    }
    assertTrue(model.size() > 50);
  }

  /// Random changes to a store and a copy of its model, compared after each.
  private record Mutation(NavigableMap<byte[], byte[]> before, Random random) {
    NavigableMap<byte[], byte[]> apply(MetadataTransaction transaction) {
      NavigableMap<byte[], byte[]> model = new TreeMap<>(before);
      for (int i = random.nextInt(20); i >= 0; i--) {
        byte[] key = key(random);
        if (random.nextInt(3) == 0) {
          transaction.delete(key);
          model.remove(key);
        } else {
          byte[] value = new byte[random.nextInt(8) == 0 ? 5_000 : random.nextInt(100)];
          random.nextBytes(value);
          transaction.put(key, value);
          model.put(key, value);
        }
        compare(transaction, model, key(random), key(random), 1 + random.nextInt(20));
      }
      return model;
    }
  }

  private static byte[] key(Random random) {
    byte[] key = new byte[1 + random.nextInt(2)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.nextInt(16) * 17);
    }
    return key;
  }

  private static boolean compare(
      MetadataView view, NavigableMap<byte[], byte[]> model, byte[] from, byte[] to, int limit) {
    List<MetadataEntry> expected = new ArrayList<>();
    if (Arrays.compareUnsigned(from, to) < 0) {
      model.subMap(from, true, to, false).entrySet().stream()
          .limit(limit)
          .forEach(e -> expected.add(new MetadataEntry(e.getKey(), e.getValue())));
    }
    assertEquals(expected, view.scan(from, to, limit));
    Optional<byte[]> found = view.get(from);
    assertEquals(model.containsKey(from), found.isPresent());
    found.ifPresent(value -> assertArrayEquals(model.get(from), value));
    return true;
  }

  @Test
  void sixteenWritersShareTwoSyncs() throws Exception {
    ScriptedLog log = new ScriptedLog();
    log.gate = new CountDownLatch(1);
    try (LocalMetadataStore store = Opened.metadata(home, log);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writes = new ArrayList<>();
      writes.add(threads.submit(() -> put(store, "first", "x")));
      log.syncing.acquire();
      for (int i = 1; i < 16; i++) {
        String key = "key" + i;
        writes.add(threads.submit(() -> put(store, key, "x")));
      }
      log.appended.acquire(16);
      log.gate.countDown();
      for (Future<?> write : writes) {
        write.get();
      }
      assertEquals(2, store.syncs());
    }
  }

  @Test
  void manyVirtualThreadsLoseNoUpdate() throws Exception {
    int threads = 200;
    int each = 10;
    try (LocalMetadataStore store = Opened.metadata(home, new ScriptedLog())) {
      List<Future<?>> done = new ArrayList<>();
      try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < threads; i++) {
          done.add(executor.submit(() -> count(store, each)));
        }
      }
      for (Future<?> one : done) {
        one.get();
      }
      byte[] total = store.read(view -> view.get(bytes("counter")).orElseThrow());
      assertEquals(threads * each, ByteBuffer.wrap(total).getInt());
      assertTrue(store.syncs() < (long) threads * each, () -> store.syncs() + " syncs");
    }
  }

  private static boolean count(MetadataStore store, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      store.write(transaction -> {
        int old = transaction.get(bytes("counter")).map(b -> ByteBuffer.wrap(b).getInt()).orElse(0);
        transaction.put(bytes("counter"), ByteBuffer.allocate(4).putInt(old + 1).array());
        return true;
      });
    }
    return true;
  }

  @Test
  void readersSeeAWriteOnlyWhenItIsDurable() throws Exception {
    ScriptedLog log = new ScriptedLog();
    try (LocalMetadataStore store = Opened.metadata(home, log);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      put(store, "key", "old");
      log.syncing.drainPermits();
      log.gate = new CountDownLatch(1);
      Future<?> write = threads.submit(() -> put(store, "key", "new"));
      log.syncing.acquire();
      assertEquals("old", get(store, "key"));
      log.gate.countDown();
      write.get();
      assertEquals("new", get(store, "key"));
    }
  }

  @Test
  void aRefusalWaitsForTheWriteItTellsOf() throws Exception {
    ScriptedLog log = new ScriptedLog();
    log.gate = new CountDownLatch(1);
    log.failSync = true;
    try (LocalMetadataStore store = Opened.metadata(home, log);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> write = threads.submit(() -> put(store, "key", "value"));
      log.syncing.acquire();
      Future<Throwable> refused =
          threads.submit(() ->
              assertThrows(
                  IOException.class, () -> store.write(LocalMetadataStoreTest::refuseIfPresent)));
      log.gate.countDown();
      assertThrows(ExecutionException.class, write::get);
      assertInstanceOf(IOException.class, refused.get());
    }
  }

  private static boolean refuseIfPresent(MetadataTransaction transaction) {
    if (transaction.get(bytes("key")).isPresent()) {
      throw new IllegalArgumentException("exists");
    }
    return true;
  }

  @Test
  void aFailedSyncStopsAllWritingAndSaysSo() throws Exception {
    ScriptedLog log = new ScriptedLog();
    try (LocalMetadataStore store = Opened.metadata(home, log)) {
      put(store, "key", "old");
      log.failSync = true;
      assertThrows(IOException.class, () -> put(store, "key", "new"));
      log.failSync = false;
      IOException later = assertThrows(IOException.class, () -> put(store, "other", "x"));
      assertTrue(later.getMessage().contains("input/output error"), later::getMessage);
      assertEquals("old", get(store, "key"), "readers stay on what is durable");
      assertInstanceOf(Health.Down.class, store.health());
    }
  }

  @Test
  void isDownWhileItsFolderIsGone() throws Exception {
    try (LocalMetadataStore store = Opened.metadata(home, new ScriptedLog())) {
      Path folder;
      try (var all = Files.walk(home)) {
        folder = all.filter(path -> path.endsWith("metadata")).findFirst().orElseThrow();
      }
      Path away = folder.resolveSibling("away");
      Files.move(folder, away);
      assertInstanceOf(Health.Down.class, store.health());
      Files.move(away, folder);
      assertInstanceOf(Health.Up.class, store.health());
    }
  }

  @Test
  void aFailedAppendStopsAllWriting() throws Exception {
    ScriptedLog log = new ScriptedLog();
    try (LocalMetadataStore store = Opened.metadata(home, log)) {
      assertInstanceOf(Health.Up.class, store.health());
      log.failAppend = true;
      assertThrows(IOException.class, () -> put(store, "key", "new"));
      log.failAppend = false;
      assertThrows(IOException.class, () -> put(store, "key", "new"));
      assertInstanceOf(Health.Down.class, store.health());
    }
    try (MetadataStore again = Opened.metadata(home)) {
      assertTrue(put(again, "key", "after a restart"));
    }
  }

  @Test
  void aThrowingWorkChangesNothing() throws Exception {
    try (MetadataStore store = Opened.metadata(home)) {
      IllegalStateException mine = new IllegalStateException("mine");
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  store.write(transaction -> {
                    transaction.put(bytes("key"), bytes("value"));
                    throw mine;
                  }));
      assertSame(mine, thrown);
      assertTrue(store.read(view -> view.get(bytes("key"))).isEmpty());
    }
  }

  @Test
  void viewsEndWithTheirWork() throws Exception {
    try (MetadataStore store = Opened.metadata(home)) {
      MetadataView view = store.read(v -> v);
      assertThrows(IllegalStateException.class, () -> view.get(bytes("key")));
      assertThrows(IllegalStateException.class, () -> view.scan(bytes("a"), bytes("b"), 1));
      MetadataTransaction transaction = store.write(t -> t);
      assertThrows(IllegalStateException.class, () -> transaction.get(bytes("key")));
      assertThrows(IllegalStateException.class, () -> transaction.put(bytes("k"), bytes("v")));
      assertThrows(IllegalStateException.class, () -> transaction.delete(bytes("key")));
      AtomicReference<Throwable> elsewhere = new AtomicReference<>();
      store.read(v -> {
        Thread other = new Thread(() -> elsewhere.set(thrown(() -> v.get(bytes("key")))));
        other.start();
        return joined(other);
      });
      assertInstanceOf(IllegalStateException.class, elsewhere.get());
      assertThrows(
          IllegalStateException.class, () -> store.write(t -> putUnchecked(store, "a", "b")));
    }
  }

  private static Throwable thrown(Runnable action) {
    return assertThrows(RuntimeException.class, action::run);
  }

  private static boolean joined(Thread thread) {
    try {
      thread.join();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean putUnchecked(MetadataStore store, String key, String value) {
    try {
      return put(store, key, value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void oneReadStaysOnItsStateWhileOthersWrite() throws Exception {
    try (MetadataStore store = Opened.metadata(home)) {
      put(store, "key", "one");
      String seen =
          store.read(view -> {
            String first = new String(view.get(bytes("key")).orElseThrow(), StandardCharsets.UTF_8);
            putUnchecked(store, "key", "two");
            putUnchecked(store, "key", "three");
            List<MetadataEntry> scanned = view.scan(bytes("a"), bytes("z"), 10);
            return first
                + new String(view.get(bytes("key")).orElseThrow(), StandardCharsets.UTF_8)
                + new String(scanned.getFirst().value(), StandardCharsets.UTF_8);
          });
      assertEquals("oneoneone", seen);
      assertEquals("three", get(store, "key"));
    }
  }

  @Test
  void limitsAreKept() throws Exception {
    try (MetadataStore store = Opened.metadata(home)) {
      byte[] longest = new byte[4_096];
      byte[] largest = new byte[8 << 20];
      largest[largest.length - 1] = 7;
      store.write(t -> run(() -> t.put(longest, largest)));
      assertArrayEquals(largest, store.read(v -> v.get(longest)).orElseThrow());
      for (byte[] bad : List.of(new byte[0], new byte[4_097])) {
        assertThrows(
            IllegalArgumentException.class, () -> store.write(t -> run(() -> t.put(bad, bad))));
      }
      assertThrows(
          IllegalArgumentException.class,
          () -> store.write(t -> run(() -> t.put(longest, new byte[(8 << 20) + 1]))));
      for (int limit : new int[] {0, -1, 10_001}) {
        assertThrows(
            IllegalArgumentException.class,
            () -> store.read(v -> v.scan(bytes("a"), bytes("b"), limit)));
      }
    }
  }

  private static boolean run(Runnable action) {
    action.run();
    return true;
  }

  @Test
  void aClosedStoreFailsWithIoException() throws Exception {
    MetadataStore store = Opened.metadata(home);
    store.close();
    store.close();
    assertThrows(IOException.class, () -> put(store, "key", "value"));
    assertThrows(IOException.class, () -> get(store, "key"));
    assertInstanceOf(Health.Down.class, store.health());
  }

  static boolean put(MetadataStore store, String key, String value) throws IOException {
    return store.write(transaction -> run(() -> transaction.put(bytes(key), bytes(value))));
  }

  static String get(MetadataStore store, String key) throws IOException {
    return store.read(
        view -> new String(view.get(bytes(key)).orElseThrow(), StandardCharsets.UTF_8));
  }
}
