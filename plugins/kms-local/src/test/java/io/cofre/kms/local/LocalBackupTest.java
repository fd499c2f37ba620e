package io.cofre.kms.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyBackup;
import io.cofre.api.kms.KeyBackup.Outcome;
import io.cofre.api.kms.KeyBackup.Restored;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup of the keys of one folder comes back in another, under another root.
class LocalBackupTest {
  private static final KeyId KEY = new KeyId("a-long-name-of-a-key");
  private static final KeyId GONE = new KeyId("gone");
  private static final Secret PASSPHRASE = Secret.of("a passphrase of tests");
  @TempDir Path home;

  private static KeyBackup backup(Kms kms) {
    return kms.backup().orElseThrow();
  }

  @Test
  void theKeysComeBackUnderAnotherRootAndTheDeletedStayDeleted() {
    try (DataKey data = DataKey.random();
        Kms from = Local.open(home.resolve("from"));
        Kms to = Local.open(home.resolve("to"), "root-passphrase", "of the other one")) {
      from.administration().orElseThrow().create(KEY);
      from.administration().orElseThrow().create(GONE);
      from.administration().orElseThrow().delete(GONE);
      WrappedKey wrapped = from.wrap(KEY, data, KeyContext.EMPTY);
      byte[] bytes = backup(from).export(PASSPHRASE);
      assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("long-name"));
      assertEquals(
          List.of(new Restored(KEY, Outcome.RESTORED)),
          backup(to).restore(bytes, PASSPHRASE, false));
      try (DataKey plain = to.unwrap(wrapped, KeyContext.EMPTY)) {
        assertEquals(data, plain);
      }
      KmsException e =
          assertThrows(KmsException.class, () -> to.administration().orElseThrow().create(GONE));
      assertEquals(Reason.KEY_EXISTS, e.reason());
      assertEquals(
          List.of(new Restored(KEY, Outcome.KEPT)), backup(to).restore(bytes, PASSPHRASE, false));
    }
  }

  @Test
  void aKeyThatWasDeletedIsNotBroughtBack() {
    try (Kms kms = Local.open(home)) {
      kms.administration().orElseThrow().create(KEY);
      byte[] bytes = backup(kms).export(PASSPHRASE);
      kms.administration().orElseThrow().delete(KEY);
      assertEquals(
          List.of(new Restored(KEY, Outcome.KEPT)), backup(kms).restore(bytes, PASSPHRASE, false));
      assertEquals(List.of(), kms.administration().orElseThrow().list());
    }
  }

  @Test
  void aShortPassphraseIsRefused() {
    try (Kms kms = Local.open(home)) {
      assertThrows(
          IllegalArgumentException.class, () -> backup(kms).export(Secret.of("eleven chrs")));
    }
  }
}
