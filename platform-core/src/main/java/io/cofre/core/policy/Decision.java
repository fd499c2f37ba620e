package io.cofre.core.policy;

/// What a policy says of a request.
public enum Decision {
  /// A statement allows it and none denies it.
  ALLOWED,
  /// A statement denies it, whatever others allow.
  DENIED,
  /// No statement is about it.
  NOTHING
}
