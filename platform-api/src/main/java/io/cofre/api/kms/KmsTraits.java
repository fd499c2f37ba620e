package io.cofre.api.kms;

/// What a KMS can do; the platform acts on each answer, and the test kit holds the KMS to it.
///
/// @param bindsContext whether it authenticates the [KeyContext] with the wrapped key; where it
///   does not, the platform binds the context in a wrapping of its own
/// @param rotates whether its keys have versions, old ones still unwrapping after a rotation
/// @since 0.1
public record KmsTraits(boolean bindsContext, boolean rotates) {}
