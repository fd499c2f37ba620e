package io.cofre.api.cipher;

import java.nio.ByteBuffer;

/// Authenticated encryption with associated data, under one key, by one thread.
///
/// All buffers are read or written between position and limit, and positions advance past what was
/// read and written. Buffers may be heap or direct; the platform lends heap buffers. The input and
/// the output never overlap.
///
/// - **C1** what was sealed opens to the same bytes under the same key, nonce and associated data
/// - **C2** opening leaves no byte of plaintext in `plain` unless the tag verifies
/// - **C3** any change of key, nonce, associated data, body, tag or length fails with
///   [NotAuthentic]
/// - **C4** a sealed segment is exactly as long as [AeadShape#sealedBytes] says, the empty one
///   included
/// - **C5** any pair of segments may be sealed or opened in any order
/// - **C6** the failure says nothing about why, and holds no bytes
///
/// A cipher may write before it knows the tag, but wipes that when the tag is wrong, leaves the
/// position where it was, and touches nothing behind the place of the plaintext.
///
/// The caller never repeats a nonce under one key when sealing; opening may repeat one.
///
/// @since 0.1
public interface Aead extends AutoCloseable {

  /// Seal one segment.
  ///
  /// @param nonce exactly [AeadShape#nonceBytes()] bytes, never used before under this key
  /// @param associated data that is authenticated but not encrypted, may be empty
  /// @param plain the plaintext, may be empty
  /// @param sealed has room for the sealed segment
  void seal(ByteBuffer nonce, ByteBuffer associated, ByteBuffer plain, ByteBuffer sealed);

  /// Open one segment.
  ///
  /// @param plain has room for the plaintext, padding included where the cipher pads
  /// @throws NotAuthentic if it was not sealed by [#seal] with this key, nonce and associated data
  void open(ByteBuffer nonce, ByteBuffer associated, ByteBuffer sealed, ByteBuffer plain);

  /// Wipe what can be wiped; idempotent.
  @Override
  void close();
}
