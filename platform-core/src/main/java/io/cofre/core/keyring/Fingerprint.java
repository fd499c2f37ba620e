package io.cofre.core.keyring;

import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What a cached key is found by: a digest of everything that it was asked for with.
///
/// A wrapped key that was moved to another object comes with another context and is not found: the
/// KMS then refuses it. SHA-256 over fields that each begin with their length.
///
/// @param a the first 8 bytes of the digest, and so on
record Fingerprint(long a, long b, long c, long d) {

  static Fingerprint ofUnwrapping(WrappedKey wrapped, KeyContext context) {
    return of("unwrap", wrapped.key(), wrapped.version(), wrapped.bytes(), context);
  }

  static Fingerprint ofBucketKey(KeyId key, KeyContext context) {
    return of("bucket", key, "", new byte[0], context);
  }

  private static Fingerprint of(
      String kind, KeyId key, String version, byte[] wrapped, KeyContext context) {
    MessageDigest digest = sha256();
    add(digest, kind.getBytes(StandardCharsets.UTF_8));
    add(digest, key.value().getBytes(StandardCharsets.UTF_8));
    add(digest, version.getBytes(StandardCharsets.UTF_8));
    add(digest, wrapped);
    add(digest, context.encoded());
    ByteBuffer out = ByteBuffer.wrap(digest.digest());
    return new Fingerprint(out.getLong(), out.getLong(), out.getLong(), out.getLong());
  }

  private static void add(MessageDigest digest, byte[] field) {
    digest.update(ByteBuffer.allocate(4).putInt(field.length).flip());
    digest.update(field);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
