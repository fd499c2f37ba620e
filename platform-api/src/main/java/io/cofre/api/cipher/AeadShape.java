package io.cofre.api.cipher;

/// The sizes of an authenticated cipher.
///
/// A sealed segment is as long as its plaintext and the tag together. A cipher of whole blocks pads
/// the plaintext first, as PKCS#7 does (RFC 5652, section 6.3): to the next multiple of its block,
/// by one byte at least.
///
/// @param keyBytes length of its key, 16 to 128 bytes
/// @param nonceBytes length of its nonce, 12 to 32 bytes
/// @param tagBytes how much longer a sealed segment is than its plaintext, padding apart; 16 to 64
///   bytes
/// @param blockBytes what plaintexts are padded to multiples of, 2 to 64 bytes; 1 for a cipher that
///   does not pad
/// @param maxSegments how many segments may be sealed under one key, at least 2^20; the platform
///   counts and stops there
/// @since 0.1
public record AeadShape(
    int keyBytes, int nonceBytes, int tagBytes, int blockBytes, long maxSegments) {

  /// Refuses sizes that are too small to be safe.
  public AeadShape {
    require(keyBytes >= 16 && keyBytes <= 128, "a key has 16 to 128 bytes");
    require(nonceBytes >= 12 && nonceBytes <= 32, "a nonce has 12 to 32 bytes");
    require(tagBytes >= 16 && tagBytes <= 64, "a tag has 16 to 64 bytes");
    require(blockBytes >= 1 && blockBytes <= 64, "a block has 1 to 64 bytes");
    require(maxSegments >= 1 << 20, "a key serves at least 2^20 segments");
  }

  /// The sizes of a cipher that does not pad, as most do not.
  public AeadShape(int keyBytes, int nonceBytes, int tagBytes, long maxSegments) {
    this(keyBytes, nonceBytes, tagBytes, 1, maxSegments);
  }

  /// The length of the sealed segment for a length of plaintext, in bytes.
  public int sealedBytes(int plain) {
    int padded = blockBytes == 1 ? plain : (plain / blockBytes + 1) * blockBytes;
    return padded + tagBytes;
  }

  /// The most plaintext bytes whose sealed segment is at most so long; negative if not even the
  /// empty plaintext's is.
  public int plainBytes(int sealed) {
    int padded = sealed - tagBytes;
    return blockBytes == 1 ? padded : Math.floorDiv(padded, blockBytes) * blockBytes - 1;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
