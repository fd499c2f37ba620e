package io.cofre.kms.local;

import module cofre.api;

/// What a passphrase must be.
final class Passphrases {
  private Passphrases() {}

  static void requireLong(Secret passphrase, String setting) {
    if (isShort(passphrase)) {
      throw new InvalidSettings(
          setting,
          "a passphrase has %d characters or more: whoever has the files can guess a short one"
              .formatted(KeyBackup.LEAST_PASSPHRASE));
    }
  }

  static boolean isShort(Secret passphrase) {
    return passphrase.<Boolean>use(chars -> chars.length < KeyBackup.LEAST_PASSPHRASE);
  }
}
