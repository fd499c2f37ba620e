package io.cofre.core.job;

import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Documents in memory that runs every change twice, and whose process can die at any write.
final class MemoryDocuments implements JobDocuments {
  /// Stands for a process that is no more: everything it asks fails.
  static final class Dead extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    Dead() {
      super("this process was killed");
    }
  }

  private final Map<String, byte[]> kept;
  private int writesLeft = Integer.MAX_VALUE;
  private boolean lastWriteStays;
  private boolean dead;
  private boolean flaky;

  MemoryDocuments() {
    this(new TreeMap<>());
  }

  private MemoryDocuments(Map<String, byte[]> kept) {
    this.kept = kept;
  }

  /// What another process sees.
  MemoryDocuments reopen() {
    return new MemoryDocuments(kept);
  }

  /// Kill the process at a write, before or after it reached the disk.
  MemoryDocuments dyingAt(int write, boolean stays) {
    writesLeft = write;
    lastWriteStays = stays;
    return this;
  }

  /// Fail a write, which stays or not, and work on.
  void failOnce(boolean stays) {
    writesLeft = 1;
    lastWriteStays = stays;
    flaky = true;
  }

  @Override
  public Map<String, byte[]> all() throws IOException {
    synchronized (kept) {
      alive();
      return new TreeMap<>(kept);
    }
  }

  @Override
  public Optional<byte[]> find(String id) throws IOException {
    synchronized (kept) {
      alive();
      return Optional.ofNullable(kept.get(id));
    }
  }

  @Override
  public void create(String id, byte[] document) throws IOException {
    synchronized (kept) {
      write(() -> kept.put(id, document));
    }
  }

  @Override
  public Optional<byte[]> change(String id, UnaryOperator<byte[]> change) throws IOException {
    synchronized (kept) {
      alive();
      byte[] now = kept.get(id);
      if (now == null) {
        return Optional.empty();
      }
      var _ = change.apply(now);
      byte[] next = change.apply(now);
      write(() -> kept.put(id, next));
      return Optional.of(next);
    }
  }

  @Override
  public void remove(String id) throws IOException {
    synchronized (kept) {
      write(() -> kept.remove(id));
    }
  }

  private void write(Runnable work) throws IOException {
    alive();
    writesLeft--;
    if (writesLeft > 0) {
      work.run();
      return;
    }
    if (lastWriteStays) {
      work.run();
    }
    dead = !flaky;
    writesLeft = Integer.MAX_VALUE;
    throw new Dead();
  }

  private void alive() throws IOException {
    if (dead) {
      throw new Dead();
    }
  }
}
