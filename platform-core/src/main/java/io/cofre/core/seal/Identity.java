package io.cofre.core.seal;

import io.cofre.api.kms.KeyContext;
import java.util.Map;

/// What a sealed body and its wrapped key belong to, and open with only.
///
/// @param bucket the bucket's name
/// @param key the object's key
/// @param version the id of the object's version
public record Identity(String bucket, String key, String version) {

  /// Refuses text that has no UTF-8: two such texts would be the same to a KMS.
  public Identity {
    requireUnicode(bucket);
    requireUnicode(key);
    requireUnicode(version);
  }

  /// The context that the KMS binds to the wrapped key.
  public KeyContext context() {
    return KeyContext.of(
        Map.of("cofre:bucket", bucket, "cofre:key", key, "cofre:version", version));
  }

  private static void requireUnicode(String text) {
    if (text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
      throw new IllegalArgumentException("a name is well-formed Unicode, without half characters");
    }
  }
}
