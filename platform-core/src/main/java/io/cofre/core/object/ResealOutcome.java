package io.cofre.core.object;

/// What became of an object that was to be sealed otherwise.
public enum ResealOutcome {
  /// It is sealed as wanted now.
  DONE,
  /// It was before.
  CURRENT,
  /// It has a client's key, which is not here.
  CUSTOMER_KEY,
  /// It was written again or deleted meanwhile; that write wins.
  CHANGED
}
