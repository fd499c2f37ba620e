package io.cofre.api.kms;

/// What a KMS can do; the platform acts on each answer, and the test kit holds the KMS to it.
///
/// @param bindsContext whether it authenticates the [KeyContext] with the wrapped key; where it
///   does not, the platform binds the context in a wrapping of its own
/// @param rotates whether its keys have versions, old ones still unwrapping after a rotation
/// @param arns whether its key ids are Amazon resource names; where they are not, the platform
///   shows S3 clients names of its own making
/// @since 0.1
public record KmsTraits(boolean bindsContext, boolean rotates, boolean arns) {

  /// Make the traits of a KMS whose key ids are its own.
  public KmsTraits(boolean bindsContext, boolean rotates) {
    this(bindsContext, rotates, false);
  }
}
