package io.cofre.core.seal;

import io.cofre.api.kms.WrappedKey;

/// An object key as it is stored: who wrapped it, and what came of it.
///
/// @param kms the configured name of the KMS instance
/// @param key the key as that KMS wrapped it
public record Envelope(String kms, WrappedKey key) {}
