/// Google's two homes for keys.
///
/// With Cloud KMS, a wrapped key is its ciphertext as it is, and its associated data is the encoded
/// context. With Secret Manager, each version of a secret is 32 random bytes of key material, and a
/// wrapped key is, big-endian:
///
/// | bytes | what |
/// |---|---|
/// | 1 | layout, 1 |
/// | 8 | number of the secret's version |
/// | 12 | nonce, random |
/// | 48 | AES-256-GCM of the data key; associated data = `cofre kms-gcp ` ‖ the first 9 bytes ‖ the encoded context |
package io.cofre.kms.gcp;
