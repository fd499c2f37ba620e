package io.cofre.core.seal;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import io.cofre.api.kms.KeyContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Makes and opens the keys of second layers: random, independent of the KMS's, and kept under the
/// key of the store ([RecordSeal]) with the associated data `cofre-layer` ‖ the encoded context of
/// the object version. Thread-safe.
///
/// @param seal under the store's key; stays its owner's
public record LayerKeys(RecordSeal seal) {
  private static final byte[] MARK = "cofre-layer".getBytes(StandardCharsets.US_ASCII);

  /// Seal a key.
  public SealedKey seal(DataKey key, KeyFacts facts) {
    return new SealedKey(key.use(plain -> seal.seal(plain, associated(facts))));
  }

  /// Open a key; the caller closes it.
  ///
  /// @throws NotAuthentic if it is of another object version
  public DataKey open(SealedKey key, KeyFacts facts) {
    byte[] plain = seal.open(key.bytes(), associated(facts));
    if (plain.length != DataKey.SIZE) {
      throw new NotAuthentic();
    }
    return DataKey.adopt(plain);
  }

  // What a client says of its KMS key is not said of this one, and may change.
  private static byte[] associated(KeyFacts facts) {
    KeyContext context = facts.identity().context();
    byte[] encoded = context.encoded();
    return ByteBuffer.allocate(MARK.length + encoded.length).put(MARK).put(encoded).array();
  }
}
