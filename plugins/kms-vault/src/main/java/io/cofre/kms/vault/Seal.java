package io.cofre.kms.vault;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Secret;
import io.cofre.kms.http.AesGcm;
import io.cofre.kms.http.Lookup;
import java.util.Base64;
import java.util.Optional;

/// Seals the key material that a KV engine stores, which never stores it in clear. Thread-safe.
sealed interface Seal {

  /// What stands before the sealed bytes, to tell one seal from the other.
  String prefix();

  byte[] seal(DataKey material, KeyContext context);

  /// Open material; empty if it was not sealed with this key for this context.
  Optional<DataKey> open(byte[] sealed, KeyContext context);

  /// Inside Vault, with a key of a transit engine.
  record ByTransit(TransitKms transit, KeyId key) implements Seal {
    @Override
    public String prefix() {
      return "transit:";
    }

    @Override
    public byte[] seal(DataKey material, KeyContext context) {
      return transit.wrap(key, material, context).bytes();
    }

    @Override
    public Optional<DataKey> open(byte[] sealed, KeyContext context) {
      return Lookup.find(
          () -> transit.unwrap(new WrappedKey(key, sealed), context),
          Reason.NOT_AUTHENTIC,
          Reason.KEY_NOT_FOUND); // of the seal: the caller's own key is there
    }
  }

  /// Here, with AES-256-GCM.
  ///
  /// @param base64 of 32 bytes
  record ByKey(Secret base64) implements Seal {
    @Override
    public String prefix() {
      return "local:";
    }

    @Override
    public byte[] seal(DataKey material, KeyContext context) {
      try (DataKey key = key(base64)) {
        return AesGcm.seal(key, material, context.encoded());
      }
    }

    @Override
    public Optional<DataKey> open(byte[] sealed, KeyContext context) {
      try (DataKey key = key(base64)) {
        return AesGcm.open(key, sealed, context.encoded());
      }
    }

    /// Read the key of a setting.
    ///
    /// @throws IllegalArgumentException if it has another form
    static DataKey key(Secret base64) {
      byte[] bytes = base64.useUtf8(utf8 -> Base64.getDecoder().decode(utf8));
      return DataKey.adopt(bytes);
    }
  }
}
