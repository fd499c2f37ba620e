package io.cofre.kms.local;

import module cofre.api;
import module java.base;

import com.google.crypto.tink.Aead;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KmsException.Reason;
import java.nio.file.attribute.BasicFileAttributes;

/// The keys of one folder. Thread-safe; changes exclude each other across processes.
///
/// Nothing is written, nor is the folder made, before the first key is.
final class KeyFolder {
  private final Path folder;
  private final Roots roots;
  private final WrapLimit limit;
  private final InstantSource clock;
  private final KeyFiles files;
  private final ConcurrentHashMap<Version, AtomicLong> left = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// A version of a key, whose wraps are counted.
  private record Version(KeyId key, int number) {}

  /// What wraps, and the version it is.
  record Wrapping(Aead aead, String version) {}

  KeyFolder(Path folder, Roots roots, WrapLimit limit, InstantSource clock) {
    this.folder = folder;
    this.roots = roots;
    this.limit = limit;
    this.clock = clock;
    this.files = new KeyFiles(folder, roots);
  }

  void requireOpen() {
    if (closed) {
      throw new KmsException(Reason.UNAVAILABLE, "the local KMS of %s is closed".formatted(folder));
    }
  }

  void probe() throws IOException {
    requireOpen();
    Files.readAttributes(folder.toRealPath(), BasicFileAttributes.class);
  }

  /// The cipher of a key that may be used.
  Aead usable(KeyId key) {
    return usable(find(key));
  }

  private static Aead usable(KeyFiles.Loaded found) {
    if (found.key().state() == State.DISABLED || found.aead().isEmpty()) {
      throw new KmsException(
          Reason.KEY_DISABLED, "the local key %s is disabled".formatted(found.key().key()));
    }
    return found.aead().get();
  }

  /// The cipher of a key that may be used, for one wrap, which is counted.
  Wrapping wrapping(KeyId key) {
    while (true) {
      KeyFiles.Loaded found = find(key);
      Aead aead = usable(found);
      AtomicLong budget = budget(found.key());
      if (budget.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        return new Wrapping(aead, Integer.toString(found.key().version()));
      }
      locked(key, () -> setAside(key));
    }
  }

  /// The wraps of a version that are set aside and not used.
  private AtomicLong budget(KeyRecord key) {
    return left.computeIfAbsent(new Version(key.key(), key.version()), _ -> new AtomicLong());
  }

  /// Set more wraps aside, in a new version when this one has none left, unless another thread did.
  private KeyRecord setAside(KeyId key) throws IOException {
    KeyRecord now = read(key);
    if (budget(now).get() > 0) {
      return now;
    }
    KeyRecord from = now.wraps() < limit.most() ? now : now.rotated();
    long most = Math.min(limit.most(), from.wraps() + limit.batch());
    KeyRecord changed = from.withWraps(most);
    write(changed);
    budget(changed).addAndGet(most - from.wraps());
    return changed;
  }

  /// A key that was not deleted.
  KeyRecord read(KeyId key) {
    return find(key).key();
  }

  /// All keys, also what deleted ones left behind.
  List<KeyRecord> all() {
    requireOpen();
    return files.all();
  }

  KeyRecord create(KeyId key) {
    return made(
        key,
        () -> {
          if (files.exists(key)) {
            throw new KmsException(
                Reason.KEY_EXISTS,
                files.read(key).isDeleted()
                    ? "a local key %s was deleted: choose another name".formatted(key)
                    : "there is a local key %s already".formatted(key));
          }
          KeyRecord fresh = KeyRecord.fresh(key, clock.instant());
          write(fresh);
          return fresh;
        });
  }

  /// Replace a key that was not deleted by what a function makes of it.
  KeyRecord change(KeyId key, UnaryOperator<KeyRecord> change) {
    return locked(
        key,
        () -> {
          KeyRecord changed = change.apply(read(key));
          write(changed);
          return changed;
        });
  }

  /// Put keys in their places whose names are free, and return those.
  ///
  /// @param dryRun only say which
  List<KeyId> restore(List<KeyRecord> keys, boolean dryRun) {
    requireOpen();
    if (keys.isEmpty() || dryRun) {
      return keys.stream().map(KeyRecord::key).filter(key -> !files.exists(key)).toList();
    }
    return made(
        keys.getFirst().key(),
        () -> {
          List<KeyId> restored = new ArrayList<>();
          for (KeyRecord key : keys) {
            if (!files.exists(key.key())) {
              write(key);
              restored.add(key.key());
            }
          }
          return restored;
        });
  }

  void close() {
    closed = true;
    files.forget();
  }

  private KeyFiles.Loaded find(KeyId key) {
    requireOpen();
    return files.find(key);
  }

  private void write(KeyRecord key) throws IOException {
    files.write(key, roots.writing(folder));
  }

  /// Work that excludes other writers.
  private interface Work<T> {
    T run() throws IOException;
  }

  /// Do something in a folder that is made when it is missing.
  private <T> T made(KeyId key, Work<T> work) {
    return locked(
        key,
        () -> {
          PrivateFiles.makeFolder(folder);
          return true;
        },
        work);
  }

  private <T> T locked(KeyId key, Work<T> work) {
    return locked(key, () -> true, work);
  }

  private <T> T locked(KeyId key, Work<Boolean> before, Work<T> work) {
    requireOpen();
    try {
      before.run();
      try (var _ = FolderLock.of(folder)) {
        return work.run();
      }
    } catch (IOException e) {
      throw new KmsException(
          Reason.UNAVAILABLE, "the local key %s cannot be written to %s".formatted(key, folder), e);
    }
  }
}
