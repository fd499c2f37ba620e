package io.cofre.core.config;

import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import java.nio.file.Path;
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

  static String mode(String text) {
    return matching(text, "sse-s3", "sse-s3");
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

  static List<Path> paths(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty() || !text.isEmpty())
        .map(one -> Path.of(matching(one, ".+", "files")))
        .toList();
  }

  private static String matching(String text, String form, String expected) {
    if (!text.matches(form)) {
      throw new IllegalArgumentException("expected " + expected);
    }
    return text;
  }
}
