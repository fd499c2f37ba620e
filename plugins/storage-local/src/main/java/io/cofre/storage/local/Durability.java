package io.cofre.storage.local;

/// What an acknowledged write survives.
enum Durability {
  /// The death of the process and the loss of power.
  FULL,
  /// The death of the process only.
  RELAXED;

  static Durability of(String text) {
    return switch (text) {
      case "full" -> FULL;
      case "relaxed" -> RELAXED;
      default -> throw new IllegalArgumentException("expected full or relaxed");
    };
  }
}
