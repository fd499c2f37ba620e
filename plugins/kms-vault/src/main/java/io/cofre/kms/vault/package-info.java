/// Vault and OpenBao, whose wire is the same: HTTP API v1.
///
/// A wrapped key is one byte of layout and the ciphertext of the transit engine
/// (`vault:v<version>:<Base64>`) in ASCII. How the context is bound is the layout:
///
/// | layout | key | context |
/// |---|---|---|
/// | 1 | `derived` | 1 byte `01` and the encoded context, as `context`: the key is derived from it |
/// | 2 | not derived | the same bytes as `associated_data` of the AEAD |
package io.cofre.kms.vault;
