package io.cofre.kms.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No version of a key wraps more often than AES-GCM allows.
class LocalLimitTest {
  private static final KeyId KEY = new KeyId("k");
  private static final WrapLimit SMALL = new WrapLimit(10, 4);
  @TempDir Path home;
  private final DataKey data = DataKey.random();

  private Kms open() {
    return Local.open(home, SMALL);
  }

  private String wrap(Kms kms) {
    return kms.wrap(KEY, data, KeyContext.EMPTY).version();
  }

  @Test
  void theLimitIsThatOfTheCipher() {
    assertEquals(4_294_967_296L, WrapLimit.OF_AES_GCM.most());
  }

  @Test
  void aVersionWrapsUpToTheLimitAndThenTheKeyRotates() {
    List<WrappedKey> all = new ArrayList<>();
    try (Kms kms = open()) {
      kms.administration().orElseThrow().create(KEY);
      for (int i = 0; i < 25; i++) {
        all.add(kms.wrap(KEY, data, KeyContext.EMPTY));
      }
      List<String> versions = all.stream().map(WrappedKey::version).toList();
      assertEquals(10, versions.stream().filter("1"::equals).count());
      assertEquals(10, versions.stream().filter("2"::equals).count());
      assertEquals(5, versions.stream().filter("3"::equals).count());
      assertEquals("3", kms.administration().orElseThrow().describe(KEY).version());
    }
    try (Kms again = open()) {
      for (WrappedKey one : all) {
        try (DataKey plain = again.unwrap(one, KeyContext.EMPTY)) {
          assertEquals(data, plain);
        }
      }
    }
  }

  @Test
  void whatWasSetAsideAndNotUsedIsLostToTheCount() {
    try (Kms kms = open()) {
      kms.administration().orElseThrow().create(KEY);
    }
    List<String> versions = new ArrayList<>();
    for (int start = 0; start < 4; start++) {
      try (Kms kms = open()) {
        versions.add(wrap(kms));
      }
    }
    assertEquals(List.of("1", "1", "1", "2"), versions);
  }

  @Test
  void aRotationStartsTheCountAnew() {
    try (Kms kms = open()) {
      kms.administration().orElseThrow().create(KEY);
      for (int i = 0; i < 9; i++) {
        wrap(kms);
      }
      kms.administration().orElseThrow().rotate(KEY);
      for (int i = 0; i < 10; i++) {
        assertEquals("2", wrap(kms));
      }
      assertEquals("3", wrap(kms));
    }
  }

  @Test
  void threadsAndInstancesTogetherStayBelowTheLimit() throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    try (Kms first = open();
        Kms second = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      first.administration().orElseThrow().create(KEY);
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Kms kms = i % 2 == 0 ? first : second;
        all.add(threads.submit(() -> wrap(kms)));
      }
      for (Future<String> one : all) {
        counts.merge(one.get(), 1, Integer::sum);
      }
    }
    assertEquals(200, counts.values().stream().mapToInt(n -> n).sum());
    assertTrue(counts.values().stream().allMatch(n -> n <= SMALL.most()), counts::toString);
  }

  @Test
  void aKeyThatDidNotCountIsTakenAsHalfUsed() throws Exception {
    KeyRecord fresh = KeyRecord.fresh(KEY, java.time.Instant.EPOCH);
    byte[] layout1 = layout1(fresh);
    assertEquals(fresh.withWraps(1L << 31), KeyRecord.decode(layout1));
    Files.createDirectories(home.resolve("keys"));
    RootKey root = new RootSource.InFile(home.resolve("keys/root.key"), "root-key-file").fresh();
    SealedFile.write(home.resolve("keys").resolve(FileNames.of(KEY)), root, layout1);
    try (Kms kms = Local.open(home)) {
      assertEquals("1", wrap(kms));
    }
    try (Kms kms = open()) {
      assertEquals("2", wrap(kms));
    }
  }

  /// What a key file held before wraps were counted.
  static byte[] layout1(KeyRecord key) {
    byte[] name = key.key().value().getBytes(StandardCharsets.UTF_8);
    byte[] keyset = key.keyset();
    return ByteBuffer.allocate(18 + name.length + keyset.length)
        .put((byte) 1)
        .put(key.encoded()[1])
        .putLong(key.created())
        .putInt(key.version())
        .putInt(name.length)
        .put(name)
        .put(keyset)
        .array();
  }
}
