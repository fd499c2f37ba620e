package io.cofre.kms.local;

import module cofre.api;
import module java.base;

import com.google.crypto.tink.Aead;
import io.cofre.api.kms.KmsException.Reason;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/// The files of keys, read again when they have changed. Thread-safe; who writes holds the lock of
/// the folder.
final class KeyFiles {
  private final Path folder;
  private final Roots roots;
  private final ConcurrentHashMap<Path, Loaded> loaded = new ConcurrentHashMap<>();

  /// What tells one content of a file from another.
  record Stamp(Optional<Object> file, FileTime modified, long size) {
    static Stamp of(Path file) throws IOException {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          Optional.ofNullable(attributes.fileKey()),
          attributes.lastModifiedTime(),
          attributes.size());
    }
  }

  /// A key in memory.
  ///
  /// @param aead its cipher, but of a deleted key
  record Loaded(Stamp stamp, KeyRecord key, Optional<Aead> aead) {}

  KeyFiles(Path folder, Roots roots) {
    this.folder = folder;
    this.roots = roots;
  }

  boolean exists(KeyId key) {
    return Files.exists(path(key));
  }

  /// A key that was not deleted.
  Loaded find(KeyId key) {
    Path file = path(key);
    try {
      Loaded found = load(file);
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

  /// A key, or what a deleted one left behind.
  KeyRecord read(KeyId key) throws IOException {
    return load(path(key)).key();
  }

  /// All keys, also what deleted ones left behind.
  List<KeyRecord> all() {
    try {
      List<KeyRecord> keys = new ArrayList<>();
      for (Path file : PrivateFiles.keyFiles(folder)) {
        keys.add(load(file).key());
      }
      return keys;
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  void write(KeyRecord key, RootKey root) throws IOException {
    Path file = path(key.key());
    SealedFile.write(file, root, key.encoded());
    loaded.remove(file);
  }

  void forget() {
    loaded.clear();
  }

  private Path path(KeyId key) {
    return folder.resolve(FileNames.of(key));
  }

  private Loaded load(Path file) throws IOException {
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
    SealedFile sealed = SealedFile.read(file);
    Optional<FileHead> head = sealed.head();
    if (head.isEmpty()) {
      throw damaged(file);
    }
    RootKey root =
        roots
            .sealing(head.get())
            .orElseThrow(() ->
                new KmsException(
                    Reason.UNEXPECTED, "the root key is not the one of %s".formatted(file)));
    try {
      KeyRecord key = KeyRecord.decode(sealed.open(root));
      Optional<Aead> aead =
          key.isDeleted() ? Optional.empty() : Optional.of(Keysets.aead(key.keyset()));
      return new Loaded(stamp, key, aead);
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw damaged(file);
    }
  }

  private static KmsException damaged(Path file) {
    return new KmsException(
        Reason.UNEXPECTED,
        "the key file %s is damaged or was renamed: restore it from a copy".formatted(file));
  }

  private static KmsException unreadable(Path file, IOException e) {
    return new KmsException(Reason.UNAVAILABLE, "%s cannot be read".formatted(file), e);
  }
}
