package io.cofre.core.object;

/// Which objects are looked at.
///
/// @param bucket the bucket, empty for all
/// @param prefix what their keys begin with, may be empty
public record ResealScope(String bucket, String prefix) {

  /// Refuses a prefix of keys without a bucket.
  public ResealScope {
    if (bucket.isEmpty() && !prefix.isEmpty()) {
      throw new IllegalArgumentException("a prefix is of the keys in one bucket");
    }
  }
}
