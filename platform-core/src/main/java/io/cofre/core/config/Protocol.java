package io.cofre.core.config;

import java.util.Arrays;
import java.util.Optional;

/// What a listener speaks.
public enum Protocol {
  /// The S3 API.
  S3("s3", 9000),
  /// Health, metrics and administration.
  ADMIN("admin", 9001);

  private final String word;
  private final int port;

  Protocol(String word, int port) {
    this.word = word;
    this.port = port;
  }

  /// Find the protocol of a word.
  static Optional<Protocol> named(String text) {
    return Arrays.stream(values()).filter(protocol -> protocol.word.equals(text)).findFirst();
  }

  /// Read the word that operators write.
  static Protocol read(String text) {
    return named(text).orElseThrow(() -> new IllegalArgumentException("expected s3 or admin"));
  }

  /// The word that operators write.
  public String word() {
    return word;
  }

  /// The port taken when none is written.
  public int port() {
    return port;
  }
}
