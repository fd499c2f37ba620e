package io.cofre.core.seal.format;

import io.cofre.api.cipher.AeadShape;
import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import java.nio.ByteBuffer;

/// One version of the sealed format. Immutable and thread-safe; never changed once released.
public interface Format {

  /// The number that stored layouts know it by.
  int number();

  /// The length of the header in bytes, which the first segment shares its space with.
  int headerBytes(AeadShape shape);

  /// How many segments one body may have with a cipher of this shape.
  long maxSegments(AeadShape shape);

  /// Start a new body: draws its randomness and derives its segment key.
  ///
  /// @param key the key of the object
  /// @param associated what the body belongs to
  Segments begin(CipherProvider cipher, DataKey key, byte[] associated);

  /// Take up a stored body.
  ///
  /// @param header exactly [#headerBytes] bytes between position and limit
  /// @throws io.cofre.api.cipher.NotAuthentic if it is no header of this format
  Segments resume(CipherProvider cipher, DataKey key, byte[] associated, ByteBuffer header);
}
