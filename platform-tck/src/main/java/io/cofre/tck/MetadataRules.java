package io.cofre.tck;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataStore;
import io.cofre.api.storage.MetadataView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;

/// What the tests of a metadata store share: the store under test, and short ways to use it.
abstract class MetadataRules {
  static final byte[] LOWEST = {0};
  static final byte[] HIGHEST = {-1, -1, -1, -1, -1};

  final Random random = new Random(20_260_101);
  private final List<MetadataStore> opened = new ArrayList<>();

  /// Open the store of this test, which is empty. Called once for each test, before `reopen`. The
  /// contract closes it.
  protected abstract MetadataStore open() throws IOException;

  /// Open the store of this test again, after it was closed, with what it held.
  protected abstract MetadataStore reopen() throws IOException;

  final MetadataStore store() throws IOException {
    MetadataStore store = open();
    opened.add(store);
    return store;
  }

  final MetadataStore reopened(MetadataStore before) throws IOException {
    before.close();
    MetadataStore store = reopen();
    opened.add(store);
    return store;
  }

  @AfterEach
  final void closeAll() throws IOException {
    for (MetadataStore store : opened) {
      store.close();
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] number(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  static long number(MetadataView view, byte[] key) {
    return view.get(key).map(value -> ByteBuffer.wrap(value).getLong()).orElse(0L);
  }

  static Optional<String> text(MetadataStore store, String key) throws IOException {
    return store.read(view -> text(view, key));
  }

  static Optional<String> text(MetadataView view, String key) {
    return view.get(bytes(key)).map(value -> new String(value, StandardCharsets.UTF_8));
  }

  static void put(MetadataStore store, String key, String value) throws IOException {
    store.<Boolean>write(transaction -> {
      transaction.put(bytes(key), bytes(value));
      return true;
    });
  }

  static List<String> keys(MetadataView view, String from, String to, int limit) {
    return view.scan(bytes(from), bytes(to), limit).stream()
        .map(entry -> new String(entry.key(), StandardCharsets.UTF_8))
        .toList();
  }

  static List<MetadataEntry> all(MetadataView view) {
    return view.scan(LOWEST, HIGHEST, 10_000);
  }
}
