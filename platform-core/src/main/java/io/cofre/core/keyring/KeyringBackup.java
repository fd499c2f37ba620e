package io.cofre.core.keyring;

import io.cofre.api.kms.KeyBackup;
import io.cofre.api.plugin.Secret;
import io.cofre.core.keyring.AuditedUses.Subject;
import java.util.List;

/// Copies of keys, which leave a record; a restore makes the keyring forget its instance.
record KeyringBackup(KeyBackup kms, KeyStock stock, AuditedUses uses) implements KeyBackup {

  @Override
  public byte[] export(Secret passphrase) {
    return uses.call(Subject.ofAll(KmsOperation.EXPORT), () -> kms.export(passphrase));
  }

  @Override
  public List<Restored> restore(byte[] backup, Secret passphrase, boolean dryRun) {
    try {
      return uses.call(
          Subject.ofAll(KmsOperation.RESTORE), () -> kms.restore(backup, passphrase, dryRun));
    } finally {
      stock.invalidate();
    }
  }
}
