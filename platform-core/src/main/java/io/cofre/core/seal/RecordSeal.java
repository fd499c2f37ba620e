package io.cofre.core.seal;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import io.cofre.core.seal.format.Format;
import io.cofre.core.seal.format.Segments;
import io.cofre.core.seal.v1.V1Format;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Seals small values, such as the secret part of a record, under the key of the store.
///
/// The result is a body of format 1 with a single segment, so each value has a salt and a segment
/// key of its own. Thread-safe.
public final class RecordSeal implements AutoCloseable {
  private final Format format = new V1Format();
  private final DataKey key;
  private final CipherProvider cipher;
  private final int headerBytes;

  /// Make one.
  ///
  /// @param key the key of the store, copied
  /// @param cipher what seals the values
  public RecordSeal(DataKey key, CipherProvider cipher) {
    this.key = key.copy();
    this.cipher = cipher;
    this.headerBytes = format.headerBytes(cipher.shape());
  }

  /// The length of the sealed value for the length of a value, in bytes.
  public int sealedLength(int plain) {
    return headerBytes + cipher.shape().sealedBytes(plain);
  }

  /// Seal a value.
  ///
  /// @param associated what the value belongs to, such as the key of its record
  public byte[] seal(byte[] plain, byte[] associated) {
    ByteBuffer sealed = ByteBuffer.allocate(sealedLength(plain.length));
    try (Segments segments = format.begin(cipher, key, associated)) {
      sealed.put(segments.header());
      segments.seal(0, true, ByteBuffer.wrap(plain), sealed);
    }
    return sealed.array();
  }

  /// Open a value.
  ///
  /// @throws NotAuthentic if it was not sealed under this key with this associated data
  public byte[] open(byte[] sealed, byte[] associated) {
    if (sealed.length < sealedLength(0)) {
      throw new NotAuthentic();
    }
    ByteBuffer plain = ByteBuffer.allocate(sealed.length - headerBytes - cipher.shape().tagBytes());
    ByteBuffer header = ByteBuffer.wrap(sealed, 0, headerBytes);
    ByteBuffer segment = ByteBuffer.wrap(sealed, headerBytes, sealed.length - headerBytes);
    try (Segments segments = format.resume(cipher, key, associated, header)) {
      segments.open(0, true, segment, plain);
    }
    // A cipher that pads tells the length of the value only now.
    return plain.hasRemaining() ? Arrays.copyOf(plain.array(), plain.position()) : plain.array();
  }

  /// Wipe the key; idempotent.
  @Override
  public void close() {
    key.close();
  }
}
