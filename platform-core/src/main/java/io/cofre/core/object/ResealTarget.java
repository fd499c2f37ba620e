package io.cofre.core.object;

import io.cofre.core.object.model.EncryptionChoice;

/// How objects shall be sealed anew.
///
/// @param choice the mode and key; by the bucket's rule where nothing is said
/// @param kms the configured name of the KMS instance, empty for the bucket's
/// @param cipher the name of the cipher, empty for the bucket's
/// @param segmentBytes the length of a sealed segment, 0 for the bucket's
public record ResealTarget(EncryptionChoice choice, String kms, String cipher, int segmentBytes) {}
