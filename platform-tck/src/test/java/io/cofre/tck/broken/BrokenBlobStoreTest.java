package io.cofre.tck.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cofre.api.plugin.Health;
import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobPage;
import io.cofre.api.storage.BlobRange;
import io.cofre.api.storage.BlobSource;
import io.cofre.api.storage.BlobStore;
import io.cofre.tck.BlobStoreContract;
import io.cofre.tck.fake.MemoryBlobStore;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of a blob store is found broken where it alone is broken.
final class BrokenBlobStoreTest {
  private static UnaryOperator<BlobStore> breaking = store -> store;

  /// A blob store that the test at hand breaks.
  static final class Subject extends BlobStoreContract {
    private final MemoryBlobStore store = new MemoryBlobStore();

    @Override
    protected BlobStore open() {
      return breaking.apply(store);
    }

    @Override
    protected BlobStore reopen() {
      return breaking.apply(store.reopen());
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void exactly_that_rule_fails(String rule, String flaw, UnaryOperator<BlobStore> breaking) {
    BrokenBlobStoreTest.breaking = breaking;
    assertEquals(Set.of(rule), Contracts.brokenRules(Subject.class), flaw);
  }

  private static Arguments row(String rule, String flaw, UnaryOperator<BlobStore> breaking) {
    return arguments(rule, flaw, breaking);
  }

  static Stream<Arguments> exactly_that_rule_fails() {
    return Stream.of(
        row("S1", "a blob is listed while it is written", ListsEarly::new),
        row("S2", "the last blob is lost at the end", LosesLargest::new),
        row("S3", "a second write counts as done", ForgivesSecondWrites::new),
        row("S4", "a failure comes out in another one", WrapsFailures::new),
        row("S5", "the end of a range is ignored", EndsEarly::new),
        row("S6", "a deleted blob reads as zeros", ReadsZeros::new),
        row("S7", "deleting what is not there fails", DeletesOnce::new),
        row("S8", "a page skips a blob", SkipsOne::new),
        row("S9", "a second close fails", ClosesOnce::new));
  }

  private static class Shell implements BlobStore {
    final BlobStore store;

    Shell(BlobStore store) {
      this.store = store;
    }

    @Override
    public long write(BlobId id, BlobSource source) throws IOException {
      return store.write(id, source);
    }

    @Override
    public Optional<Blob> read(BlobId id, BlobRange range) throws IOException {
      return store.read(id, range);
    }

    @Override
    public void delete(BlobId id) throws IOException {
      store.delete(id);
    }

    @Override
    public BlobPage list(BlobId after, int limit) throws IOException {
      return store.list(after, limit);
    }

    @Override
    public Health health() {
      return store.health();
    }

    @Override
    public void close() throws IOException {
      store.close();
    }
  }

  private static final class ListsEarly extends Shell {
    private final Set<BlobId> under = new ConcurrentSkipListSet<>();

    ListsEarly(BlobStore store) {
      super(store);
    }

    @Override
    public long write(BlobId id, BlobSource source) throws IOException {
      try {
        return super.write(
            id,
            sink ->
                source.writeTo(bytes -> {
                  if (bytes.remaining() > 100_000) { // small ones are written too fast to be seen
                    under.add(id);
                  }
                  sink.write(bytes);
                }));
      } finally {
        under.remove(id);
      }
    }

    @Override
    public BlobPage list(BlobId after, int limit) throws IOException {
      BlobPage page = super.list(after, limit);
      Set<BlobId> ids = new TreeSet<>(page.ids());
      ids.addAll(under);
      return new BlobPage(List.copyOf(ids), page.last());
    }
  }

  /// Keeps blobs of five megabytes for as long as it is open only.
  private static final class LosesLargest extends Shell {
    private final List<BlobId> large = new ArrayList<>();

    LosesLargest(BlobStore store) {
      super(store);
    }

    @Override
    public long write(BlobId id, BlobSource source) throws IOException {
      long size = super.write(id, source);
      if (size >= 5 << 20) {
        large.add(id);
      }
      return size;
    }

    @Override
    public void close() throws IOException {
      for (BlobId id : large) {
        super.delete(id);
      }
      large.clear();
      super.close();
    }
  }

  private static final class ForgivesSecondWrites extends Shell {
    ForgivesSecondWrites(BlobStore store) {
      super(store);
    }

    @Override
    public long write(BlobId id, BlobSource source) throws IOException {
      try {
        return super.write(id, source);
      } catch (FileAlreadyExistsException e) {
        return 0;
      }
    }
  }

  private static final class WrapsFailures extends Shell {
    WrapsFailures(BlobStore store) {
      super(store);
    }

    @Override
    public long write(BlobId id, BlobSource source) throws IOException {
      try {
        return super.write(id, source);
      } catch (RuntimeException e) {
        throw new IOException(e);
      }
    }
  }

  private static class ShellBlob implements Blob {
    final Blob blob;

    ShellBlob(Blob blob) {
      this.blob = blob;
    }

    @Override
    public long size() throws IOException {
      return blob.size();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return blob.read(into);
    }

    @Override
    public void close() throws IOException {
      blob.close();
    }
  }

  private static final class EndsEarly extends Shell {
    EndsEarly(BlobStore store) {
      super(store);
    }

    @Override
    public Optional<Blob> read(BlobId id, BlobRange range) throws IOException {
      return super.read(id, range)
          .map(blob ->
              new ShellBlob(blob) {
                @Override
                public int read(ByteBuffer into) throws IOException {
                  try {
                    return super.read(into);
                  } catch (EOFException e) {
                    return 0;
                  }
                }
              });
    }
  }

  private static final class ReadsZeros extends Shell {
    private final Set<BlobId> deleted = new ConcurrentSkipListSet<>();

    ReadsZeros(BlobStore store) {
      super(store);
    }

    @Override
    public void delete(BlobId id) throws IOException {
      deleted.add(id);
      super.delete(id);
    }

    @Override
    public Optional<Blob> read(BlobId id, BlobRange range) throws IOException {
      return super.read(id, range)
          .map(blob ->
              new ShellBlob(blob) {
                @Override
                public int read(ByteBuffer into) throws IOException {
                  int at = into.position();
                  int count = super.read(into);
                  for (int i = at; deleted.contains(id) && i < at + count; i++) {
                    into.put(i, (byte) 0);
                  }
                  return count;
                }
              });
    }
  }

  private static final class DeletesOnce extends Shell {
    DeletesOnce(BlobStore store) {
      super(store);
    }

    @Override
    public void delete(BlobId id) throws IOException {
      if (super.read(id, new BlobRange(0, 0)).isEmpty()) {
        throw new IOException("no such blob");
      }
      super.delete(id);
    }
  }

  private static final class SkipsOne extends Shell {
    SkipsOne(BlobStore store) {
      super(store);
    }

    @Override
    public BlobPage list(BlobId after, int limit) throws IOException {
      BlobPage page = super.list(after, limit);
      return page.ids().size() < 18
          ? page
          : new BlobPage(page.ids().subList(1, page.ids().size()), page.last());
    }
  }

  private static final class ClosesOnce extends Shell {
    private int closes;

    ClosesOnce(BlobStore store) {
      super(store);
    }

    @Override
    public void close() throws IOException {
      closes++;
      if (closes == 2) {
        throw new IOException("closed before");
      }
      super.close();
    }
  }
}
