package io.cofre.kms.aws;

import io.cofre.api.kms.KeyContext;
import java.util.Map;
import java.util.TreeMap;

/// A context in the form that AWS KMS takes: it refuses empty texts (`Invalid EncryptionContext`).
///
/// An empty text is written as `%`, and a text that begins with `%` gets another one in front, so
/// that no two contexts become the same. All other texts stay as they are, for policies and logs.
final class EncryptionContext {
  private EncryptionContext() {}

  static Map<String, String> of(KeyContext context) {
    Map<String, String> written = new TreeMap<>();
    context.facts().forEach((key, value) -> written.put(written(key), written(value)));
    return written;
  }

  private static String written(String text) {
    return text.isEmpty() || text.startsWith("%") ? "%" + text : text;
  }
}
