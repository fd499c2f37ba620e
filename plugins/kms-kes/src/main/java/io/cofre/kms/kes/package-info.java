/// KES servers, spoken to with the KES protocol of 2023 to 2025 (`/v1/key/…`).
///
/// A wrapped key is one byte of layout, 1, and the ciphertext of the server, which names neither
/// its key nor a version. The context is the canonical JSON of its pairs, as other clients of KES
/// write it, and the server authenticates it.
package io.cofre.kms.kes;
