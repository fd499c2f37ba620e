package io.cofre.core.identity;

/// Holds whom a thread serves.
final class Served {
  static final ScopedValue<Asker> CURRENT = ScopedValue.newInstance();

  private Served() {}
}
