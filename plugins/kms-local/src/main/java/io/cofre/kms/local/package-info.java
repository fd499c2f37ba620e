/// The local KMS: one file per key, sealed under the root key.
///
/// A key file, `<encoded name>.keyset`, is
///
/// | bytes | what |
/// |---|---|
/// | 8 | `CofreK1` and a line feed |
/// | 8 | check value of the root key: the first bytes of HMAC-SHA-256(root key, `cofre kms-local root key check`) |
/// | … | AES-256-GCM(root key, random nonce of 12 bytes, associated data = `cofre kms-local 1 ` ‖ file name): nonce ‖ ciphertext ‖ tag |
///
/// and holds, big-endian: 1 byte version of this layout (1), 1 byte state (0 enabled, 1 disabled, 2
/// deleted), 8 bytes time of creation (milliseconds since 1970), 4 bytes number of the newest
/// version, 4 bytes length of the name and the name in UTF-8, and the rest is a Tink keyset
/// (`tink.proto`), empty for a deleted key.
///
/// A wrapped key is what that keyset's AEAD gives: Tink's prefix `01` and 4 bytes of key id, 12
/// bytes of nonce, ciphertext, 16 bytes of tag; associated data is the encoded context.
package io.cofre.kms.local;
