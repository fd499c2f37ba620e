package io.cofre.core.s3;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Names requests, and this server in their answers.
final class RequestId {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int HOST_BYTES = 48;

  /// The value of `x-amz-id-2`: the same for all requests to one running server.
  static final String HOST = host();

  private RequestId() {}

  /// A new id: 16 hexadecimal digits; unique, not secret.
  static String next() {
    return HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  private static String host() {
    byte[] bytes = new byte[HOST_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
