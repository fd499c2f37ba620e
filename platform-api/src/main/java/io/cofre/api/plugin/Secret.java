package io.cofre.api.plugin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/// A text that must never be shown: a token, a password, a secret access key.
///
/// Thread-safe. Its `toString` hides the text; equality takes the same time wherever two texts
/// differ.
///
/// @since 0.1
public final class Secret {
  private final byte[] utf8;

  private Secret(byte[] utf8) {
    this.utf8 = utf8;
  }

  /// Make a secret of a text.
  public static Secret of(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Lend the characters to a function; the lent array is wiped when it returns.
  public <R> R use(Function<char[], R> work) {
    char[] chars = new String(utf8, StandardCharsets.UTF_8).toCharArray();
    try {
      return work.apply(chars);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  /// Lend the UTF-8 bytes to a function; the lent array is wiped when it returns.
  public <R> R useUtf8(Function<byte[], R> work) {
    byte[] copy = utf8.clone();
    try {
      return work.apply(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(utf8, that.utf8);
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode(); // a hash of the text would be a clue to it
  }

  @Override
  public String toString() {
    return "***";
  }
}
