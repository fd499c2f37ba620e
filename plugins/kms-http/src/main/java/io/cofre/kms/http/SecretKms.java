package io.cofre.kms.http;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Wraps on this side, under material that a [SecretStore] hands out for each use. Thread-safe.
///
/// A wrapped key is, big-endian: 1 byte layout (1), 8 bytes number of the version, and the data key
/// as [AesGcm] seals it. Associated are the label, the first 9 bytes and the encoded context. This
/// layout never changes.
public final class SecretKms implements KeyedKms {
  private static final byte LAYOUT = 1;
  private static final int HEAD = 9;
  private final SecretStore store;
  private final byte[] label;

  /// Make one.
  ///
  /// @param label in ASCII, of the plugin's own: what it wraps opens nowhere else
  public SecretKms(SecretStore store, String label) {
    this.store = store;
    this.label = label.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    KeyId id = store.resolve(key);
    try (SecretStore.Material material = store.newest(id)) {
      byte[] head = ByteBuffer.allocate(HEAD).put(LAYOUT).putLong(material.version()).array();
      byte[] sealed = AesGcm.seal(material.key(), dataKey, label, head, context.encoded());
      byte[] bytes = ByteBuffer.allocate(HEAD + AesGcm.SIZE).put(head).put(sealed).array();
      return new WrappedKey(id, Long.toString(material.version()), bytes);
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    KeyId id = store.resolve(wrapped.key());
    byte[] bytes = wrapped.bytes();
    if (bytes.length != HEAD + AesGcm.SIZE || bytes[0] != LAYOUT || version(bytes) < 1) {
      throw NotAuthentic.under(wrapped.key());
    }
    byte[] head = Arrays.copyOf(bytes, HEAD);
    byte[] sealed = Arrays.copyOfRange(bytes, HEAD, bytes.length);
    try (SecretStore.Material material = store.version(id, version(bytes))) {
      if (material.version() != version(bytes)) {
        throw new KmsException(
            Reason.UNEXPECTED,
            "%s gave version %d of the key %s for another"
                .formatted(store, material.version(), id));
      }
      return AesGcm.open(material.key(), sealed, label, head, context.encoded())
          .orElseThrow(() -> NotAuthentic.under(wrapped.key()));
    }
  }

  private static long version(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong(1);
  }

  @Override
  public KeyId resolve(KeyId key) {
    return store.resolve(key);
  }

  @Override
  public Health health() {
    return store.health();
  }

  @Override
  public KeyAdministration keys() {
    return store.administration();
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public String toString() {
    return store.toString();
  }
}
