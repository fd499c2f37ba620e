package io.cofre.tck;

import io.cofre.api.plugin.Health;
import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobPage;
import io.cofre.api.storage.BlobRange;
import io.cofre.api.storage.BlobSource;
import io.cofre.api.storage.BlobStore;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What every blob store keeps: S1 to S9 of [BlobStore].
///
/// A subclass implements `open()`, which opens an empty store of its own for each test, and
/// `reopen()`. Power loss is not simulated; broken writes, a close and a reopening are.
///
/// @since 0.1
@SuppressWarnings("MemberName") // tests begin with the number of their rule
public abstract class BlobStoreContract extends BlobRules {
  private static final int[] SIZES = {0, 1, 4095, 4096, 65_536, 100_003, 5 << 20};

  /// Made by JUnit, once for each test.
  protected BlobStoreContract() {}

  @Test
  void S1_a_blob_is_not_there_before_it_is_whole() throws Exception {
    BlobStore store = store();
    BlobId id = id();
    byte[] content = content(300_000);
    CountDownLatch half = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Long> writer =
        Crowd.fork(() ->
            store.write(
                id,
                sink -> {
                  sink.write(ByteBuffer.wrap(content, 0, 150_000));
                  half.countDown();
                  awaitOrFail(go);
                  sink.write(ByteBuffer.wrap(content, 150_000, 150_000));
                }));
    Crowd.await(half);
    try {
      absent(Rule.S1, store, id);
    } finally {
      go.countDown();
    }
    Rule.S1.same(300_000L, Crowd.join(writer), "the number of bytes stored");
    holds(Rule.S1, store, id, content);
  }

  private static void awaitOrFail(CountDownLatch latch) throws IOException {
    try {
      Crowd.await(latch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Test
  void S1_blobs_of_every_size_are_kept() throws IOException {
    BlobStore store = store();
    for (int size : SIZES) {
      BlobId id = id();
      byte[] content = content(size);
      Rule.S1.same((long) size, store.write(id, source(content)), "the number of bytes stored");
      holds(Rule.S1, store, id, content);
    }
  }

  @Test
  void S2_blobs_are_there_after_reopening() throws IOException {
    BlobStore first = store();
    List<BlobId> ids = new ArrayList<>();
    List<byte[]> contents = new ArrayList<>();
    for (int size : SIZES) {
      ids.add(id());
      contents.add(content(size));
      first.write(ids.getLast(), source(contents.getLast()));
    }
    BlobStore second = reopened(first);
    for (int i = 0; i < ids.size(); i++) {
      holds(Rule.S2, second, ids.get(i), contents.get(i));
    }
    Rule.S2.same(ids.stream().sorted().toList(), list(second, 1000), "the listing");
  }

  @Test
  void S3_an_id_is_written_once() throws IOException {
    BlobStore store = store();
    BlobId id = id();
    byte[] content = content(10_000);
    store.write(id, source(content));
    for (int size : new int[] {0, 10_000, 20_000}) {
      Rule.S3.failsWith(
          FileAlreadyExistsException.class,
          "a second write",
          () -> store.write(id, source(content(size))));
      holds(Rule.S3, store, id, content);
    }
    BlobStore again = reopened(store);
    Rule.S3.failsWith(
        FileAlreadyExistsException.class,
        "a second write after reopening",
        () -> again.write(id, source(content)));
    Rule.S3.same(List.of(id), list(again, 10), "the listing");
  }

  @Test
  void S3_of_many_writers_of_one_id_one_wins() throws Exception {
    BlobStore store = store();
    for (int round = 0; round < 10; round++) {
      BlobId id = id();
      List<byte[]> contents = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        contents.add(content(200_000));
      }
      List<Boolean> won =
          Crowd.run(
              6,
              member -> {
                try {
                  store.write(id, source(contents.get(member)));
                  return true;
                } catch (FileAlreadyExistsException e) {
                  return false;
                }
              });
      Rule.S3.same(1L, won.stream().filter(one -> one).count(), "how many of six writers won");
      holds(Rule.S3, store, id, contents.get(won.indexOf(true)));
    }
  }

  @Test
  void S4_a_source_that_fails_leaves_nothing() throws IOException {
    BlobStore store = store();
    for (Throwable failure : List.of(new IOException(), new Mishap(), new AssertionError())) {
      for (int written : new int[] {0, 10, 1 << 20}) {
        BlobId id = id();
        byte[] content = content(written);
        Throwable seen =
            Rule.S4.failsWith(
                failure.getClass(),
                "a write whose source fails after " + written + " bytes",
                () -> store.write(id, failing(content, failure)));
        Rule.S4.same(failure, seen, "the exception that came out");
        absent(Rule.S4, store, id);
        store.write(id, source(content));
        holds(Rule.S4, store, id, content);
      }
    }
  }

  /// The failure of a source, which must come out as it went in.
  private static final class Mishap extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static BlobSource failing(byte[] content, Throwable failure) {
    return sink -> {
      sink.write(ByteBuffer.wrap(content));
      switch (failure) {
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalArgumentException(failure);
      }
    };
  }

  @Test
  void S5_a_range_reads_exactly_its_bytes() throws IOException {
    BlobStore store = store();
    for (int size : SIZES) {
      BlobId id = id();
      byte[] content = content(size);
      store.write(id, source(content));
      for (int i = 0; i < 12; i++) {
        int from = random.nextInt(size + 1);
        int length = i == 0 ? size - from : random.nextInt(size - from + 1);
        int buffer = 1 + random.nextInt(1 + 2 * length);
        buffer = Math.max(buffer, length / 1000); // no millions of tiny reads
        byte[] seen =
            range(store, id, new BlobRange(from, length), buffer).orElse(new byte[] {1, 2, 3});
        Rule.S5.same(
            Arrays.copyOfRange(content, from, from + length),
            seen,
            "bytes " + from + " to " + (from + length) + " of " + size);
      }
    }
  }

  @Test
  void S5_reads_between_position_and_limit() throws IOException {
    BlobStore store = store();
    BlobId id = id();
    byte[] content = content(100);
    store.write(id, source(content));
    for (boolean direct : new boolean[] {false, true}) {
      try (Blob blob = store.read(id, new BlobRange(10, 50)).orElseThrow()) {
        ByteBuffer into = direct ? ByteBuffer.allocateDirect(40) : ByteBuffer.allocate(40);
        into.position(5).limit(35);
        Rule.S5.same(30, blob.read(into), "the number of bytes of a first read");
        Rule.S5.same(35, into.position(), "the position after it");
        Rule.S5.same(100L, blob.size(), "the size of the whole blob");
        Rule.S5.same(0, blob.read(into), "the number of bytes read into a full buffer");
        into.clear();
        for (int i = 0; i < 40; i++) {
          byte promised = i < 5 || i >= 35 ? 0 : content[10 + i - 5];
          Rule.S5.same(promised, into.get(i), "byte " + i + " of the buffer");
        }
        Rule.S5.same(20, blob.read(into), "the number of bytes of a second read");
        Rule.S5.same(0, blob.read(into), "the number of bytes read at the end");
      }
    }
  }

  @Test
  void S5_a_range_beyond_the_end_fails_when_it_is_read() throws IOException {
    BlobStore store = store();
    BlobId id = id();
    store.write(id, source(content(1000)));
    for (BlobRange range :
        List.of(
            new BlobRange(0, 1001),
            new BlobRange(999, 2),
            new BlobRange(1000, 1),
            new BlobRange(5000, 10),
            new BlobRange(0, 1L << 40))) {
      try (Blob blob = store.read(id, range).orElseThrow()) {
        Rule.S5.failsWith(
            EOFException.class, "reading " + range + " of 1000 bytes", () -> rest(blob, 4096));
      }
    }
  }

  @Test
  void S5_what_was_never_written_is_absent() throws IOException {
    absent(Rule.S5, store(), id());
  }

  @Test
  void S6_a_blob_may_be_deleted_while_it_is_read() throws IOException {
    BlobStore store = store();
    BlobId id = id();
    byte[] content = content(3 << 20);
    store.write(id, source(content));
    try (Blob blob = store.read(id, new BlobRange(0, content.length)).orElseThrow()) {
      ByteBuffer first = ByteBuffer.allocate(1000);
      Rule.S6.same(1000, blob.read(first), "the number of bytes before the deletion");
      store.delete(id);
      store.write(id(), source(content(3 << 20)));
      try {
        byte[] rest = rest(blob, 65_536);
        byte[] promised = Arrays.copyOfRange(content, 1000, content.length);
        Rule.S6.same(promised, rest, "the rest of the deleted blob");
      } catch (IOException e) {
        Rule.S6.holds(true, e::toString); // to fail is the other thing it may do
      }
    }
    absent(Rule.S6, store, id);
  }

  @Test
  void S7_deleting_is_idempotent() throws IOException {
    BlobStore store = store();
    BlobId id = id();
    BlobId other = id();
    byte[] content = content(100);
    store.write(id, source(content));
    store.write(other, source(content));
    deleted(store, id);
    deleted(store, id);
    deleted(store, id());
    holds(Rule.S7, store, other, content);
    BlobStore again = reopened(store);
    absent(Rule.S7, again, id);
    holds(Rule.S7, again, other, content);
  }

  private static void deleted(BlobStore store, BlobId id) throws IOException {
    try {
      store.delete(id);
    } catch (IOException e) {
      Rule.S7.holds(false, () -> "deleting failed with " + e);
    }
    absent(Rule.S7, store, id);
  }

  @Test
  void S8_pages_hold_every_blob_once_in_order() throws IOException {
    BlobStore store = store();
    Rule.S8.same(new BlobPage(List.of(), true), store.list(BlobId.NONE, 1), "an empty listing");
    Set<BlobId> ids = new TreeSet<>();
    for (int i = 0; i < 57; i++) {
      BlobId id = id();
      ids.add(id);
      store.write(id, source(content(i)));
    }
    for (int limit : new int[] {1, 7, 19, 56, 57, 58, 10_000}) {
      Rule.S8.same(List.copyOf(ids), list(store, limit), "the listing in pages of " + limit);
    }
    BlobPage page = store.list(BlobId.NONE, 10);
    Rule.S8.same(10, page.ids().size(), "the size of a page of ten");
    Rule.S8.holds(!page.last(), () -> "a first page of ten says that it is the last");
  }

  @Test
  void S8_leftovers_of_broken_writes_never_appear() throws IOException {
    BlobStore store = store();
    BlobId whole = id();
    store.write(whole, source(content(10)));
    for (int i = 0; i < 5; i++) {
      byte[] content = content(100_000 * i);
      Rule.S8.failsWith(
          IOException.class,
          "a broken write",
          () -> store.write(id(), failing(content, new IOException("on purpose"))));
    }
    Rule.S8.same(List.of(whole), list(store, 10), "the listing after broken writes");
    Rule.S8.same(List.of(whole), list(reopened(store), 10), "the listing after reopening");
  }

  @Test
  void S8_a_listing_among_changes_holds_what_stays() throws Exception {
    BlobStore store = store();
    Set<BlobId> staying = new ConcurrentSkipListSet<>();
    for (int i = 0; i < 60; i++) {
      BlobId id = id();
      staying.add(id);
      store.write(id, source(content(10)));
    }
    List<BlobId> passing = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      passing.add(id());
    }
    AtomicBoolean done = new AtomicBoolean();
    Future<Boolean> changes =
        Crowd.fork(() -> {
          for (int i = 0; !done.get(); i = (i + 1) % passing.size()) {
            Crowd.linger();
            store.write(passing.get(i), source(new byte[10]));
            store.delete(passing.get(i));
          }
          return true;
        });
    try {
      for (int i = 0; i < 20; i++) {
        List<BlobId> seen = list(store, 7);
        Rule.S8.same(seen.stream().sorted().distinct().toList(), seen, "a listing");
        Rule.S8.same(
            List.copyOf(staying),
            seen.stream().filter(staying::contains).toList(),
            "what stays, in a listing");
      }
    } finally {
      done.set(true);
      Crowd.join(changes);
    }
  }

  @Test
  void S9_close_is_idempotent_and_ends_the_store() throws IOException {
    BlobStore store = store();
    BlobId id = id();
    store.write(id, source(content(10)));
    Rule.S9.holds(store.health() instanceof Health.Up, () -> "health says " + store.health());
    store.close();
    store.close();
    ended("read", () -> store.read(id, new BlobRange(0, 10)));
    ended("write", () -> store.write(id(), source(new byte[10])));
    ended("delete", () -> store.delete(id));
    ended("list", () -> store.list(BlobId.NONE, 10));
    Rule.S9.holds(store.health() instanceof Health.Down, () -> "health says " + store.health());
    Optional<byte[]> kept = whole(reopened(store), id, 10);
    Rule.S9.holds(kept.isPresent(), () -> "a deletion after close took effect");
  }

  private static void ended(String method, Executable call) {
    Rule.S9.failsWith(IOException.class, method + " after close", call);
  }
}
