package io.cofre.core.keyring;

import io.cofre.api.kms.KeyBackup;
import io.cofre.api.plugin.Secret;
import java.util.List;

/// Copies of keys, which are asked for once.
record ResilientBackup(KeyBackup plugin, ResilientCalls calls) implements KeyBackup {

  @Override
  public byte[] export(Secret passphrase) {
    return calls.once(KmsOperation.EXPORT, () -> plugin.export(passphrase));
  }

  @Override
  public List<Restored> restore(byte[] backup, Secret passphrase, boolean dryRun) {
    return calls.once(KmsOperation.RESTORE, () -> plugin.restore(backup, passphrase, dryRun));
  }
}
