package io.cofre.core.config;

import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads the values of the platform's own keys; messages never repeat the value.
final class Readers {
  private static final String DOMAIN =
      "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*";

  private Readers() {}

  static String filled(String text) {
    return matching(text, "\\S(.*\\S)?", "a text that is not empty");
  }

  static String name(String text) {
    return matching(text, "[A-Za-z0-9._-]{1,64}", "a name of A-Z a-z 0-9 . _ -");
  }

  static String region(String text) {
    return matching(text, "[a-z0-9-]{1,64}", "a region such as us-east-1");
  }

  static String accessKey(String text) {
    return matching(
        text, "[A-Za-z0-9._@+-]{3,128}", "3 to 128 characters of A-Z a-z 0-9 . _ @ + -");
  }

  static Secret secretKey(String text) {
    return Secret.of(matching(text, "\\S{8,128}", "8 to 128 characters without spaces"));
  }

  static CofreConfig.Encryption.Mode mode(String text) {
    return switch (text) {
      case "sse-s3" -> CofreConfig.Encryption.Mode.SSE_S3;
      case "sse-kms" -> CofreConfig.Encryption.Mode.SSE_KMS;
      case "dsse-kms" -> CofreConfig.Encryption.Mode.DSSE_KMS;
      default -> throw new IllegalArgumentException("expected sse-s3, sse-kms or dsse-kms");
    };
  }

  static CofreConfig.Profile profile(String text) {
    return switch (text) {
      case "aws-2026" -> CofreConfig.Profile.AWS_2026;
      case "s3-tests" -> CofreConfig.Profile.S3_TESTS;
      default -> throw new IllegalArgumentException("expected aws-2026 or s3-tests");
    };
  }

  static String account(String text) {
    return matching(text, "[0-9]{12}", "12 digits");
  }

  static Secret adminToken(String text) {
    return Secret.of(
        matching(
            text,
            "[A-Za-z0-9._~+/-]{24,254}={0,2}",
            "24 to 256 characters of A-Z a-z 0-9 . _ ~ + / -"));
  }

  static int port(String text) {
    int port = Integer.parseInt(matching(text, "\\d{1,5}", "a port from 0 to 65535"));
    if (port > 65535) {
      throw new IllegalArgumentException("expected a port from 0 to 65535");
    }
    return port;
  }

  static long size(String text, long least, long most) {
    long size = Setting.size("size", "").reader().apply(text);
    if (size < least || size > most) {
      throw new IllegalArgumentException(
          "expected a size from %d to %d bytes".formatted(least, most));
    }
    return size;
  }

  static List<String> domains(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(one -> one.strip().toLowerCase(Locale.ROOT))
        .filter(one -> !one.isEmpty() || !text.isEmpty())
        .map(one -> matching(one, DOMAIN, "domains such as s3.example.com"))
        .toList();
  }

  private static String matching(String text, String form, String expected) {
    if (!text.matches(form)) {
      throw new IllegalArgumentException("expected " + expected);
    }
    return text;
  }
}
