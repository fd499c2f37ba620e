/// Vault and OpenBao, whose wire is the same: HTTP API v1.
///
/// With the transit engine, a wrapped key is one byte of layout and the engine's ciphertext
/// (`vault:v<version>:<Base64>`) in ASCII. How the context is bound is the layout:
///
/// | layout | key | context |
/// |---|---|---|
/// | 1 | `derived` | 1 byte `01` and the encoded context, as `context`: the key is derived from it |
/// | 2 | not derived | the same bytes as `associated_data` of the AEAD |
///
/// With a KV engine, a wrapped key is that of a [io.cofre.kms.http.SecretKms] with the label `cofre
/// kms-vault `. The secret of a key is at `<folder>/<key>` and holds 32 random bytes of key
/// material for each version, in a field that is named like the version (from 1): version 2 of the
/// engine in a version of the secret, version 1 all in one. The field is text and sealed for the
/// context `secret` = `<folder>/<key>`, `version` = the version:
///
/// | field | how it is sealed |
/// |---|---|
/// | `local:<Base64>` | as [io.cofre.kms.http.AesGcm] does; associated is the encoded context |
/// | `transit:<Base64>` | a wrapped key of the transit engine, as above |
package io.cofre.kms.vault;
