package io.cofre.core.reseal;

/// What became of an object that was to be sealed anew. The names are stored.
public enum ReencryptOutcome {
  /// It is sealed as wanted now.
  REENCRYPTED,
  /// It was before.
  ALREADY_AS_WANTED,
  /// It would be sealed anew, were this no dry run.
  WOULD_REENCRYPT,
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
