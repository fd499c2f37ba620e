package io.cofre.core.s3.payload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 of the JDK.
final class Sha256 {
  private Sha256() {}

  static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
