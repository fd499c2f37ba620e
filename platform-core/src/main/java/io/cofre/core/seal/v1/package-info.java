/// Format 1: the streaming layout of Tink, with any cipher.
///
/// A body is a header and one or more sealed segments, without anything between them:
///
/// | bytes | what |
/// |---|---|
/// | 1 | length of the header, itself included: 1 + 32 + p |
/// | 32 | salt, random per body |
/// | p | nonce prefix, random per body; p = the cipher's nonce length - 5 (7 for AES-256-GCM) |
/// | … | the segments |
///
/// - segment key = HKDF-SHA-256 (RFC 5869), input key material = the object key (32 bytes), salt =
///   the salt, info = the associated data, output = the cipher's key length
/// - nonce of segment i = prefix ‖ i as 4 bytes, big-endian ‖ 0x01 for the last segment, else 0x00
/// - each segment is sealed on its own without associated data, as ciphertext ‖ tag
/// - every segment but the last fills `segment size` bytes, tag included; for the first one that
///   space includes the header. A plaintext is never followed by an empty segment, except that the
///   empty plaintext is one empty segment, which is the last
/// - a cipher of blocks pads the plaintext of each segment to the next multiple of its block, by 1
///   byte to a whole block (PKCS#7, RFC 5652, section 6.3). Then every segment but the last holds
///   the most plaintext whose sealed form fits that space, which it may leave short of by less than
///   a block; the next segment follows at once. A256CBC-HS512 in segments of 65,536 bytes: the
///   header has 44, the first segment holds 65,455 bytes and takes 65,488, and each further one
///   holds 65,503 and takes 65,536
///
/// With AES-256-GCM these are the bytes of Tink's `AesGcmHkdfStreaming` with HMAC-SHA-256, a
/// derived key of 32 bytes, the same segment size and no offset; see "AES-GCM-HKDF Streaming AEAD"
/// at developers.google.com/tink/streaming-aead/aes_gcm_hkdf_streaming. What the associated data
/// is, is the caller's: see [io.cofre.core.seal.BodyRef#associated()] for bodies.
package io.cofre.core.seal.v1;
