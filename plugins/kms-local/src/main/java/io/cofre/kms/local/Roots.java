package io.cofre.kms.local;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KmsException.Reason;

/// The root keys of a folder: the one in use, and while it is being changed the one before.
/// Thread-safe.
final class Roots {
  private static final System.Logger LOG = System.getLogger(Roots.class.getName());
  private static final int MOST = 64; // each try of a passphrase costs time and memory
  private final RootSource current;
  private final List<RootSource> previous;
  private final ConcurrentHashMap<FileHead, Found> known = new ConcurrentHashMap<>();

  /// The answer for one head.
  ///
  /// @param inUse whether it is the root key in use
  private record Found(Optional<RootKey> root, boolean inUse) {}

  /// Make one.
  ///
  /// @param previous none, or the source that the keys may still be sealed under
  Roots(RootSource current, List<RootSource> previous) {
    this.current = current;
    this.previous = List.copyOf(previous);
  }

  /// The root key that sealed a file of this head, if it is one of ours.
  Optional<RootKey> sealing(FileHead head) throws IOException {
    return found(head).root();
  }

  private Found found(FileHead head) throws IOException {
    Found before = known.get(head);
    if (before != null) {
      return before;
    }
    if (known.size() >= MOST) {
      return new Found(Optional.empty(), false);
    }
    Optional<RootKey> inUse = current.sealing(head);
    Optional<RootKey> any = inUse;
    for (RootSource source : previous) {
      any = any.isPresent() ? any : source.sealing(head);
    }
    Found found = new Found(any, inUse.isPresent());
    known.put(head, found);
    return found;
  }

  /// The root key that seals what is written; made where the folder holds no key yet. The caller
  /// holds the lock of the folder.
  RootKey writing(Path folder) throws IOException {
    Optional<RootKey> made = inUse(known.values().stream());
    if (made.isPresent()) {
      return made.get();
    }
    List<Path> files = PrivateFiles.keyFiles(folder);
    for (Path file : files) {
      Optional<FileHead> head = SealedFile.read(file).head();
      if (head.isPresent() && found(head.get()).inUse()) {
        return found(head.get()).root().orElseThrow();
      }
    }
    if (!files.isEmpty() && previous.isEmpty()) {
      throw new KmsException(
          Reason.UNEXPECTED, "%s does not open the keys in %s".formatted(current.words(), folder));
    }
    RootKey fresh = current.fresh();
    known.put(fresh.head(), new Found(Optional.of(fresh), true));
    return fresh;
  }

  private static Optional<RootKey> inUse(Stream<Found> found) {
    return found.filter(Found::inUse).findFirst().flatMap(Found::root);
  }

  /// Refuse settings that do not open the keys of a folder.
  void requireFor(Path folder) throws IOException {
    current.requireUsable();
    for (RootSource source : previous) {
      source.requireUsable();
    }
    for (Path file : PrivateFiles.keyFiles(folder)) {
      Optional<FileHead> head = SealedFile.read(file).head();
      if (head.isPresent() && sealing(head.get()).isEmpty()) {
        throw new InvalidSettings(current.setting(), current.refusal(head.get(), file));
      }
    }
  }

  /// Seal anew, under the root key in use, each file that still is under the previous one.
  ///
  /// A crash leaves some files under each of the two; the next start goes on.
  void sealAnew(Path folder) throws IOException {
    if (previous.isEmpty() || PrivateFiles.keyFiles(folder).isEmpty()) {
      return;
    }
    try (var _ = FolderLock.of(folder)) {
      int changed = 0;
      for (Path file : PrivateFiles.keyFiles(folder)) {
        changed += sealAnew(file, folder) ? 1 : 0;
      }
      LOG.log(
          System.Logger.Level.INFO,
          "{0} key files in {1} were sealed anew; remove the setting of the previous root key",
          changed,
          folder);
    }
  }

  private boolean sealAnew(Path file, Path folder) throws IOException {
    SealedFile sealed = SealedFile.read(file);
    Optional<FileHead> head = sealed.head();
    if (head.isEmpty() || found(head.get()).inUse()) {
      return false; // a damaged file is told of when it is used
    }
    try {
      byte[] plain = sealed.open(found(head.get()).root().orElseThrow());
      SealedFile.write(file, writing(folder), plain);
      return true;
    } catch (GeneralSecurityException _) {
      throw new InvalidSettings(
          current.setting(),
          "the key file %s is damaged: restore it from a copy, or move it away".formatted(file));
    }
  }
}
