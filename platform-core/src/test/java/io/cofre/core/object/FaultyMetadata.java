package io.cofre.core.object;

import io.cofre.api.plugin.Health;
import io.cofre.api.storage.MetadataStore;
import io.cofre.api.storage.MetadataTransaction;
import io.cofre.api.storage.MetadataView;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// A metadata store whose next writes fail, before or after they took effect.
final class FaultyMetadata implements MetadataStore {
  enum Fault {
    NONE,
    BEFORE,
    AFTER
  }

  private final MetadataStore inner;
  final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);
  final AtomicInteger skip = new AtomicInteger();
  final AtomicInteger writes = new AtomicInteger();

  FaultyMetadata(MetadataStore inner) {
    this.inner = inner;
  }

  /// Let some writes pass, and one fail.
  void fail(Fault fault, int after) {
    skip.set(after);
    next.set(fault);
  }

  @Override
  public <R> R read(Function<MetadataView, R> work) throws IOException {
    return inner.read(work);
  }

  @Override
  public <R> R write(Function<MetadataTransaction, R> work) throws IOException {
    writes.incrementAndGet();
    Fault fault =
        next.get() != Fault.NONE && skip.getAndDecrement() <= 0
            ? next.getAndSet(Fault.NONE)
            : Fault.NONE;
    if (fault == Fault.BEFORE) {
      throw new IOException("the disk is full");
    }
    R result = inner.write(work);
    if (fault == Fault.AFTER) {
      throw new IOException("the connection broke");
    }
    return result;
  }

  @Override
  public Health health() {
    return inner.health();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
