package io.cofre.kms.local;

import com.google.crypto.tink.Aead;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// The keys of one folder, read again when their file has changed. Thread-safe; changes exclude
/// each other across processes.
final class KeyFolder {
  private final Path folder;
  private final RootKey root;
  private final InstantSource clock;
  private final ConcurrentHashMap<Path, Loaded> loaded = new ConcurrentHashMap<>();
  private volatile boolean closed;

  KeyFolder(Path folder, RootKey root, InstantSource clock) {
    this.folder = folder;
    this.root = root;
    this.clock = clock;
  }

  private record Stamp(Optional<Object> file, FileTime modified, long size) {
    static Stamp of(Path file) throws IOException {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          Optional.ofNullable(attributes.fileKey()),
          attributes.lastModifiedTime(),
          attributes.size());
    }
  }

  private record Loaded(Stamp stamp, KeyRecord key, Optional<Aead> aead) {}

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
    Loaded found = load(key);
    if (found.key().state() == State.DISABLED || found.aead().isEmpty()) {
      throw new KmsException(Reason.KEY_DISABLED, "the local key %s is disabled".formatted(key));
    }
    return found.aead().get();
  }

  /// A key that was not deleted.
  KeyRecord read(KeyId key) {
    return load(key).key();
  }

  /// All keys that were not deleted.
  List<KeyRecord> all() {
    requireOpen();
    try {
      List<KeyRecord> keys = new ArrayList<>();
      for (Path file : PrivateFiles.keyFiles(folder)) {
        KeyRecord key = loadFile(file).key();
        if (!key.isDeleted()) {
          keys.add(key);
        }
      }
      return keys;
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  KeyRecord create(KeyId key) {
    requireOpen();
    Path file = folder.resolve(FileNames.of(key));
    try (var _ = FolderLock.of(folder)) {
      if (Files.exists(file)) {
        throw new KmsException(
            Reason.KEY_EXISTS,
            loadFile(file).key().isDeleted()
                ? "a local key %s was deleted: choose another name".formatted(key)
                : "there is a local key %s already".formatted(key));
      }
      KeyRecord fresh = KeyRecord.fresh(key, clock.instant());
      SealedFile.write(file, root, fresh.encoded());
      return fresh;
    } catch (IOException e) {
      throw new KmsException(
          Reason.UNAVAILABLE, "the key file %s cannot be written".formatted(file), e);
    }
  }

  /// Replace a key that was not deleted by what a function makes of it.
  KeyRecord change(KeyId key, UnaryOperator<KeyRecord> change) {
    requireOpen();
    Path file = folder.resolve(FileNames.of(key));
    try (var _ = FolderLock.of(folder)) {
      KeyRecord changed = change.apply(read(key));
      SealedFile.write(file, root, changed.encoded());
      loaded.remove(file);
      return changed;
    } catch (IOException e) {
      throw new KmsException(
          Reason.UNAVAILABLE, "the key file %s cannot be written".formatted(file), e);
    }
  }

  void close() {
    closed = true;
    loaded.clear();
  }

  private Loaded load(KeyId key) {
    requireOpen();
    Path file = folder.resolve(FileNames.of(key));
    try {
      Loaded found = loadFile(file);
      if (!found.key().isDeleted() && found.key().key().equals(key)) {
        return found;
      }
    } catch (NoSuchFileException _) {
      // said below
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    throw new KmsException(Reason.KEY_NOT_FOUND, "there is no local key %s".formatted(key));
  }

  private Loaded loadFile(Path file) throws IOException {
    Stamp stamp = Stamp.of(file); // taken first: a file that changes meanwhile is read again
    Loaded known = loaded.get(file);
    if (known != null && known.stamp().equals(stamp)) {
      return known;
    }
    Loaded read = open(file, stamp);
    loaded.put(file, read);
    return read;
  }

  private Loaded open(Path file, Stamp stamp) throws IOException {
    SealedFile sealed = SealedFile.read(file, root);
    if (sealed.underAnotherRoot()) {
      throw new KmsException(
          Reason.UNEXPECTED, "the root key %s is not the one of %s".formatted(root.file(), file));
    }
    try {
      KeyRecord key = KeyRecord.decode(sealed.open());
      Optional<Aead> aead =
          key.isDeleted() ? Optional.empty() : Optional.of(Keysets.aead(key.keyset()));
      return new Loaded(stamp, key, aead);
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new KmsException(
          Reason.UNEXPECTED,
          "the key file %s is damaged or was renamed: restore it from a copy".formatted(file));
    }
  }

  private static KmsException unreadable(Path file, IOException e) {
    return new KmsException(Reason.UNAVAILABLE, "%s cannot be read".formatted(file), e);
  }
}
