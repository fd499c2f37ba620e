/// The local KMS: one file per key, sealed under a root key.
///
/// A key file, `<encoded name>.keyset`, is in its first format, under the root key of a file,
///
/// | bytes | what |
/// |---|---|
/// | 8 | `CofreK1` and a line feed |
/// | 8 | check value of the root key: the first bytes of HMAC-SHA-256(root key, `cofre kms-local root key check`) |
/// | … | AES-256-GCM(root key, random nonce of 12 bytes, associated data = `cofre kms-local 1 ` ‖ file name): nonce ‖ ciphertext ‖ tag |
///
/// and in its second, under a root key made of a passphrase,
///
/// | bytes | what |
/// |---|---|
/// | 8 | `CofreK2` and a line feed |
/// | 8 | check value of the root key, as above |
/// | 29 | how the root key is made of the passphrase: [Stretching] |
/// | … | AES-256-GCM as above, with associated data = `cofre kms-local 2 ` ‖ the 45 bytes before ‖ file name |
///
/// Both hold, big-endian: 1 byte version of this layout (2), 1 byte state (0 enabled, 1 disabled, 2
/// deleted), 8 bytes time of creation (milliseconds since 1970), 4 bytes number of the newest
/// version, 8 bytes number of wraps of that version that were used or set aside, 4 bytes length of
/// the name and the name in UTF-8, and the rest is a Tink keyset (`tink.proto`), empty for a
/// deleted key. Layout 1 lacks the number of wraps; it is read and not written.
///
/// A wrapped key is what that keyset's AEAD gives: Tink's prefix `01` and 4 bytes of key id, 12
/// bytes of nonce, ciphertext, 16 bytes of tag; associated data is the encoded context.
///
/// A backup is `CofreB1` and a line feed, 29 bytes as above, and AES-256-GCM(key made of the
/// passphrase, random nonce of 12 bytes, associated data = the 37 bytes before) of: 4 bytes number
/// of keys, and for each 4 bytes length and what its file holds.
package io.cofre.kms.local;
