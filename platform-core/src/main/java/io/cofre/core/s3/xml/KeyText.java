package io.cofre.core.s3.xml;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// How a listing writes keys and prefixes.
public enum KeyText {
  /// As they are.
  PLAIN,
  /// Percent-encoded (`encoding-type=url`); the slash stays.
  URL;

  private static final String KEPT = "-_.~/*";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /// Write a key or prefix.
  public String of(String key) {
    return switch (this) {
      case PLAIN -> key;
      case URL -> encode(key);
    };
  }

  private static String encode(String key) {
    StringBuilder out = new StringBuilder(key.length() + 16);
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
        out.append(c);
      } else if (KEPT.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HEX.toHexDigits(b));
      }
    }
    return out.toString();
  }
}
