package io.cofre.core.s3.payload;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is checked of a body sent as it is.
sealed interface BodyCheck {

  /// Take bytes of the body.
  void update(byte[] buffer, int offset, int length);

  /// End the body.
  ///
  /// @throws S3Failure `XAmzContentSHA256Mismatch`
  void end();

  /// Checks nothing.
  record None() implements BodyCheck {
    @Override
    public void update(byte[] buffer, int offset, int length) {}

    @Override
    public void end() {}
  }

  /// Compares the SHA-256.
  ///
  /// @param expected in hexadecimal
  /// @param digest computes what came
  record Whole(String expected, MessageDigest digest) implements BodyCheck {
    Whole(String expected) {
      this(expected, Sha256.create());
    }

    @Override
    public void update(byte[] buffer, int offset, int length) {
      digest.update(buffer, offset, length);
    }

    @Override
    public void end() {
      byte[] computed = digest.digest();
      if (!MessageDigest.isEqual(computed, HexFormat.of().parseHex(expected))) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("ClientComputedContentSHA256", expected);
        details.put("S3ComputedContentSHA256", HexFormat.of().formatHex(computed));
        throw new S3Failure(
            S3Error.X_AMZ_CONTENT_SHA256_MISMATCH,
            S3Error.X_AMZ_CONTENT_SHA256_MISMATCH.message(),
            details);
      }
    }
  }
}
