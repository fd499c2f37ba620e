package io.cofre.api.kms;

import io.cofre.api.plugin.Secret;
import java.util.List;

/// Copies of all keys of a KMS, for one whose keys are nowhere else.
///
/// Thread-safe. All failures are [KmsException], but a passphrase of fewer than [#LEAST_PASSPHRASE]
/// characters is an [IllegalArgumentException].
///
/// - **K19** what is restored into an empty KMS unwraps what was wrapped before the export, and a
///   disabled key stays disabled
/// - **K20** a restore with another passphrase or of changed bytes fails with `NOT_AUTHENTIC`; it
///   changes nothing then, nor in a dry run, nor ever a key that is there
///
/// @since 0.1
public interface KeyBackup {
  /// The least number of characters of a passphrase.
  int LEAST_PASSPHRASE = 12;

  /// What becomes of a key of a backup.
  ///
  /// @param key its name
  /// @param outcome what was done, or would be
  record Restored(KeyId key, Outcome outcome) {}

  /// What is done with a key of a backup.
  enum Outcome {
    /// It was not there and is now.
    RESTORED,
    /// The name is taken, be it by a key that was deleted: nothing was done.
    KEPT
  }

  /// Seal all keys, with all versions, under a passphrase.
  ///
  /// @return the backup, up to 64 MiB; it says of itself how it is opened, except the passphrase
  byte[] export(Secret passphrase);

  /// Bring back the keys of a backup whose names are free.
  ///
  /// @param dryRun only tell what would be done
  /// @return one record for each key of the backup, sorted by id
  List<Restored> restore(byte[] backup, Secret passphrase, boolean dryRun);
}
