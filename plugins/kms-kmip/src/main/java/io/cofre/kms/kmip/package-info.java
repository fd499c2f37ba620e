/// A client of KMIP 1.2 to 1.4, 2.0 and 2.1 over TTLV and mutual TLS (OASIS, Key Management
/// Interoperability Protocol Specification).
///
/// A key is a symmetric key object found by its name; its versions are objects of their own, named
/// by their unique identifiers. A wrapped key is, big-endian:
///
/// | bytes | what |
/// |---|---|
/// | 1 | layout: 1 or 2 |
/// | 2 | length of the unique identifier |
/// | … | unique identifier of the object that wrapped, in UTF-8 |
/// | 8 | check value: the first bytes of SHA-256(layout ‖ name of the key ‖ 0 ‖ unique identifier) |
/// | … | body |
///
/// The check value tells a changed identifier from a destroyed key; it protects nothing. The body
/// is, for layout 1, AES-256-GCM by the server: nonce of 12, ciphertext of 32, tag of 16. For
/// layout 2, where the server has no GCM: IV of 16 and ciphertext of 32 of AES-256-CBC without
/// padding by the server over a random seed, nonce of 12, then ciphertext of 32 and tag of 16 of
/// AES-256-GCM here, under HMAC-SHA-256(seed, `cofre kms-kmip 2`). The associated data of either
/// GCM is layout ‖ length of the key's name in 4 bytes ‖ name in UTF-8 ‖ encoded context.
package io.cofre.kms.kmip;
