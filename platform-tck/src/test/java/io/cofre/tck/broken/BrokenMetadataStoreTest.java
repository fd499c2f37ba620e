package io.cofre.tck.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cofre.api.plugin.Health;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataStore;
import io.cofre.api.storage.MetadataTransaction;
import io.cofre.api.storage.MetadataView;
import io.cofre.tck.MetadataStoreContract;
import io.cofre.tck.fake.MemoryMetadataStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of a metadata store is found broken where it alone is broken.
final class BrokenMetadataStoreTest {
  private static UnaryOperator<MetadataStore> breaking = store -> store;

  /// A metadata store that the test at hand breaks.
  static final class Subject extends MetadataStoreContract {
    private final MemoryMetadataStore store = new MemoryMetadataStore();

    @Override
    protected MetadataStore open() {
      return breaking.apply(store);
    }

    @Override
    protected MetadataStore reopen() {
      return breaking.apply(store.reopen());
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void exactly_that_rule_fails(String rule, String flaw, UnaryOperator<MetadataStore> breaking) {
    BrokenMetadataStoreTest.breaking = breaking;
    assertEquals(Set.of(rule), Contracts.brokenRules(Subject.class), flaw);
  }

  private static Arguments row(String rule, String flaw, UnaryOperator<MetadataStore> breaking) {
    return arguments(rule, flaw, breaking);
  }

  static Stream<Arguments> exactly_that_rule_fails() {
    return Stream.of(
        row("M1", "every get of a read sees its own state", ReadsLatest::new),
        row("M2", "scans are not serializable", ScansOldState::new),
        row("M3", "large values are cut", CutsLargeValues::new),
        row("M4", "the result is that of a discarded run", ReturnsFirstRun::new),
        row("M5", "a failure comes out in another one", WrapsFailures::new),
        row("M6", "a scan does not see the transaction's own changes", ScansBefore::new),
        row("M7", "the end of a scan is inclusive", IncludesEnd::new),
        row("M8", "a new value mixes with the old one", MixesValues::new),
        row("M9", "health is up after close", StaysUp::new));
  }

  private static boolean inTest(String name) {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().contains(name)));
  }

  private static class Shell implements MetadataStore {
    final MetadataStore store;

    Shell(MetadataStore store) {
      this.store = store;
    }

    @Override
    public <R> R read(Function<MetadataView, R> work) throws IOException {
      return store.read(work);
    }

    @Override
    public <R> R write(Function<MetadataTransaction, R> work) throws IOException {
      return store.write(work);
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

  private static class ShellTransaction implements MetadataTransaction {
    final MetadataTransaction transaction;

    ShellTransaction(MetadataTransaction transaction) {
      this.transaction = transaction;
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
      return transaction.get(key);
    }

    @Override
    public List<MetadataEntry> scan(byte[] from, byte[] to, int limit) {
      return transaction.scan(from, to, limit);
    }

    @Override
    public void put(byte[] key, byte[] value) {
      transaction.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
      transaction.delete(key);
    }
  }

  private static final class ReadsLatest extends Shell {
    ReadsLatest(MetadataStore store) {
      super(store);
    }

    @Override
    public <R> R read(Function<MetadataView, R> work) throws IOException {
      super.read(view -> 0); // fails when the store is closed
      return work.apply(
          new MetadataView() {
            @Override
            public Optional<byte[]> get(byte[] key) {
              return latest(view -> view.get(key));
            }

            @Override
            public List<MetadataEntry> scan(byte[] from, byte[] to, int limit) {
              return latest(view -> view.scan(from, to, limit));
            }
          });
    }

    private <R> R latest(Function<MetadataView, R> work) {
      try {
        return store.read(work);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Runs the work once without a lock, keeps what it scanned, and scans no more afterwards.
  private static final class ScansOldState extends Shell {
    ScansOldState(MetadataStore store) {
      super(store);
    }

    @Override
    public <R> R write(Function<MetadataTransaction, R> work) throws IOException {
      boolean scanning = inTest("M2_no_phantom");
      if (!scanning) {
        return super.write(work);
      }
      List<MetadataEntry> all = store.read(view -> view.scan(new byte[1], new byte[] {-1}, 10_000));
      LockSupport.parkNanos(1_000_000);
      return super.write(transaction ->
          work.apply(
              new ShellTransaction(transaction) {
                @Override
                public List<MetadataEntry> scan(byte[] from, byte[] to, int limit) {
                  return all.stream()
                      .filter(e -> Arrays.compareUnsigned(from, e.key()) <= 0)
                      .filter(e -> Arrays.compareUnsigned(e.key(), to) < 0)
                      .limit(limit)
                      .toList();
                }
              }));
    }
  }

  private static final class CutsLargeValues extends Shell {
    CutsLargeValues(MetadataStore store) {
      super(store);
    }

    @Override
    public <R> R write(Function<MetadataTransaction, R> work) throws IOException {
      return super.write(transaction ->
          work.apply(
              new ShellTransaction(transaction) {
                @Override
                public void put(byte[] key, byte[] value) {
                  int size = Math.min(value.length, 1 << 20);
                  super.put(key, Arrays.copyOf(value, size));
                }
              }));
    }
  }

  private static final class ReturnsFirstRun extends Shell {
    /// Ends a run that is not kept.
    private static final class Discarded extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }

    ReturnsFirstRun(MetadataStore store) {
      super(store);
    }

    @Override
    public <R> R write(Function<MetadataTransaction, R> work) throws IOException {
      boolean counted = inTest("M4_");
      if (!counted) {
        return super.write(work);
      }
      List<R> results = new ArrayList<>();
      try {
        super.write(transaction -> {
          results.add(work.apply(transaction));
          throw new Discarded();
        });
      } catch (Discarded e) {
        super.write(work);
      }
      return results.getFirst();
    }
  }

  private static final class WrapsFailures extends Shell {
    WrapsFailures(MetadataStore store) {
      super(store);
    }

    @Override
    public <R> R write(Function<MetadataTransaction, R> work) throws IOException {
      try {
        return super.write(work);
      } catch (RuntimeException e) {
        throw new IOException(e);
      }
    }
  }

  private static final class ScansBefore extends Shell {
    ScansBefore(MetadataStore store) {
      super(store);
    }

    @Override
    public <R> R write(Function<MetadataTransaction, R> work) throws IOException {
      boolean watched = inTest("M6_");
      if (!watched) {
        return super.write(work);
      }
      return super.write(transaction -> {
        List<MetadataEntry> before = transaction.scan(new byte[1], new byte[] {-1}, 10_000);
        return work.apply(
            new ShellTransaction(transaction) {
              @Override
              public List<MetadataEntry> scan(byte[] from, byte[] to, int limit) {
                return before.stream().limit(limit).toList();
              }
            });
      });
    }
  }

  private static final class IncludesEnd extends Shell {
    IncludesEnd(MetadataStore store) {
      super(store);
    }

    @Override
    public <R> R read(Function<MetadataView, R> work) throws IOException {
      return super.read(view ->
          work.apply(
              new MetadataView() {
                @Override
                public Optional<byte[]> get(byte[] key) {
                  return view.get(key);
                }

                @Override
                public List<MetadataEntry> scan(byte[] from, byte[] to, int limit) {
                  byte[] after = Arrays.copyOf(to, to.length + 1);
                  return view.scan(from, after, limit);
                }
              }));
    }
  }

  private static final class MixesValues extends Shell {
    MixesValues(MetadataStore store) {
      super(store);
    }

    @Override
    public <R> R write(Function<MetadataTransaction, R> work) throws IOException {
      return inTest("M8_") ? super.write(t -> work.apply(new Mixing(t))) : super.write(work);
    }

    private static final class Mixing extends ShellTransaction {
      Mixing(MetadataTransaction transaction) {
        super(transaction);
      }

      @Override
      public void put(byte[] key, byte[] value) {
        byte[] mixed = value.clone();
        get(key).ifPresent(old -> mixed[mixed.length - 1] = old[0]);
        super.put(key, mixed);
      }
    }
  }

  private static final class StaysUp extends Shell {
    private final AtomicInteger asked = new AtomicInteger();

    StaysUp(MetadataStore store) {
      super(store);
    }

    @Override
    public Health health() {
      return new Health.Up(Duration.ofNanos(asked.incrementAndGet()));
    }
  }
}
