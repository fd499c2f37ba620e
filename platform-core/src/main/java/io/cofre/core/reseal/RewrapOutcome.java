package io.cofre.core.reseal;

/// What became of an object, an upload under way, or the store, whose key was to be wrapped again.
/// The names are stored.
public enum RewrapOutcome {
  /// Its key is wrapped by the newest version now.
  REWRAPPED,
  /// It was before.
  ALREADY_CURRENT,
  /// It would be rewrapped, were this no dry run.
  WOULD_REWRAP,
  /// The description leaves it out.
  FILTERED_OUT,
  /// It has a client's key, which is not here.
  CUSTOMER_KEY,
  /// A client wrote or deleted it meanwhile; that wins.
  CHANGED_MEANWHILE,
  /// What is stored is damaged; it was left as it is.
  DAMAGED,
  /// It could not be done; it was left as it is.
  FAILED
}
