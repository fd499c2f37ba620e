package io.cofre.core.seal;

import io.cofre.api.kms.KeyContext;
import java.util.Map;

/// What a sealed body and its wrapped key belong to, and open with only.
///
/// @param bucket the bucket's name
/// @param key the object's key
/// @param version the id of the object's version
public record Identity(String bucket, String key, String version) {

  /// The context that the KMS binds to the wrapped key.
  public KeyContext context() {
    return KeyContext.of(
        Map.of("cofre:bucket", bucket, "cofre:key", key, "cofre:version", version));
  }
}
