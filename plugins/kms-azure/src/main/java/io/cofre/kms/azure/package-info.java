/// Azure Key Vault and Managed HSM, REST API version 7.4.
///
/// A wrapped key is, big-endian: 1 byte layout (the code of an [Algorithm]), 1 byte length of the
/// key's version and the version in ASCII, 8 bytes of SHA-256(all before ‖ name of the key), and
/// the body: what `wrapkey` gave, or for A256GCM the IV of 12 bytes, tag of 16 and ciphertext. The
/// check tells a changed version from one that is gone; it protects nothing.
package io.cofre.kms.azure;
