package io.cofre.tck;

import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobPage;
import io.cofre.api.storage.BlobRange;
import io.cofre.api.storage.BlobSource;
import io.cofre.api.storage.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;

/// What the tests of a blob store share: the store under test, and short ways to use it.
abstract class BlobRules {
  final Random random = new Random(20_260_101);
  private final List<BlobStore> opened = new ArrayList<>();

  /// Open the store of this test, which is empty. Called once for each test, before `reopen`. The
  /// contract closes it.
  protected abstract BlobStore open() throws IOException;

  /// Open the store of this test again, after it was closed, with what it held.
  protected abstract BlobStore reopen() throws IOException;

  final BlobStore store() throws IOException {
    BlobStore store = open();
    opened.add(store);
    return store;
  }

  final BlobStore reopened(BlobStore before) throws IOException {
    before.close();
    BlobStore store = reopen();
    opened.add(store);
    return store;
  }

  @AfterEach
  final void closeAll() {
    for (BlobStore store : opened) {
      try { // many tests closed it themselves; whether that may be done twice, S9 asks
        store.close();
      } catch (IOException e) {
        System.getLogger(BlobRules.class.getName())
            .log(System.Logger.Level.INFO, "closing at the end of a test failed: " + e);
      }
    }
  }

  BlobId id() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new BlobId(HexFormat.of().formatHex(bytes));
  }

  byte[] content(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /// A source that hands out bytes in pieces of many sizes, in heap and direct buffers.
  static BlobSource source(byte[] content) {
    return sink -> {
      Random sizes = new Random(content.length);
      ByteBuffer direct = ByteBuffer.allocateDirect(70_000);
      int at = 0;
      while (at < content.length) {
        int size = Math.min(sizes.nextInt(70_000), content.length - at);
        if (sizes.nextBoolean()) {
          sink.write(ByteBuffer.wrap(content, at, size));
        } else {
          direct.clear().put(content, at, size).flip();
          sink.write(direct);
        }
        at += size;
      }
    };
  }

  /// Read a range in buffers of one size, or return empty when there is no such blob.
  static Optional<byte[]> range(BlobStore store, BlobId id, BlobRange range, int buffer)
      throws IOException {
    Optional<Blob> found = store.read(id, range);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Blob blob = found.orElseThrow()) {
      return Optional.of(rest(blob, buffer));
    }
  }

  static byte[] rest(Blob blob, int buffer) throws IOException {
    var all = new ByteArrayOutputStream();
    ByteBuffer into = ByteBuffer.allocate(buffer);
    int count = blob.read(into);
    while (count > 0) {
      all.write(into.array(), 0, count);
      into.clear();
      count = blob.read(into);
    }
    return all.toByteArray();
  }

  static Optional<byte[]> whole(BlobStore store, BlobId id, int size) throws IOException {
    return range(store, id, new BlobRange(0, size), 8192);
  }

  static void holds(Rule rule, BlobStore store, BlobId id, byte[] content) throws IOException {
    Optional<byte[]> seen = whole(store, id, content.length);
    rule.holds(seen.isPresent(), () -> "the blob " + id + " is not there");
    rule.same(content, seen.orElseThrow(), "the blob " + id);
  }

  static void absent(Rule rule, BlobStore store, BlobId id) throws IOException {
    rule.holds(whole(store, id, 0).isEmpty(), () -> "the blob " + id + " is there");
    rule.holds(!list(store, 1000).contains(id), () -> "the blob " + id + " is listed");
  }

  static List<BlobId> list(BlobStore store, int limit) throws IOException {
    List<BlobId> all = new ArrayList<>();
    BlobPage page = store.list(BlobId.NONE, limit);
    all.addAll(page.ids());
    while (!page.last()) {
      Rule.S8.holds(!page.ids().isEmpty(), () -> "an empty page that is not the last");
      page = store.list(all.getLast(), limit);
      all.addAll(page.ids());
    }
    return all;
  }
}
