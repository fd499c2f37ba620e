package io.cofre.kms.local;

import module cofre.api;
import module java.base;

/// Copies the keys of a folder, and brings them back.
///
/// The traces of deleted keys are copied too, so that none is made again under such a name.
record LocalKeyBackup(KeyFolder keys) implements KeyBackup {

  @Override
  public byte[] export(Secret passphrase) {
    keys.requireOpen();
    if (Passphrases.isShort(passphrase)) {
      throw new IllegalArgumentException(
          "a passphrase has %d characters or more".formatted(LEAST_PASSPHRASE));
    }
    return BackupFile.seal(keys.all(), passphrase);
  }

  @Override
  public List<Restored> restore(byte[] backup, Secret passphrase, boolean dryRun) {
    keys.requireOpen();
    List<KeyRecord> all = BackupFile.open(backup, passphrase);
    Set<KeyId> restored = new HashSet<>(keys.restore(all, dryRun));
    return all.stream()
        .filter(key -> !key.isDeleted())
        .map(key ->
            new Restored(key.key(), restored.contains(key.key()) ? Outcome.RESTORED : Outcome.KEPT))
        .sorted(Comparator.comparing(one -> one.key().value()))
        .toList();
  }
}
