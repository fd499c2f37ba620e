package io.cofre.core.seal;

import java.util.Optional;

/// How the key of an object version is kept: under which key, and what came of it.
public sealed interface Wrapping {

  /// The envelope of the KMS, where one is needed to open the key.
  default Optional<Envelope> kmsEnvelope() {
    return switch (this) {
      case ByKms(Envelope envelope) -> Optional.of(envelope);
      case ByBucketKey(Envelope envelope, var _) -> Optional.of(envelope);
      case ByCustomer _ -> Optional.empty();
    };
  }

  /// By the KMS itself.
  ///
  /// @param envelope what the KMS made of it
  record ByKms(Envelope envelope) implements Wrapping {}

  /// Under a bucket key, which the KMS wrapped and many objects share ([KeyWrap]).
  ///
  /// @param bucketKey the bucket key's own envelope
  /// @param key the object's key, sealed under it
  record ByBucketKey(Envelope bucketKey, SealedKey key) implements Wrapping {}

  /// Under a key that the client brings with every request and nobody keeps ([KeyWrap]).
  ///
  /// @param key the object's key, sealed under it
  record ByCustomer(SealedKey key) implements Wrapping {}
}
