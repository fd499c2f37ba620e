package io.cofre.core.keyring;

/// What happened with one KMS instance since the start, for the metrics.
///
/// @param kms the configured name of the instance
/// @param hits keys that the cache had
/// @param misses keys that the KMS was asked for
/// @param shared keys that were waited for with another caller who had asked
/// @param evictions keys that left the cache
/// @param entries keys in the cache now
/// @param retries calls repeated after a failure
/// @param refused calls not made, as the circuit was open or too many were waiting
/// @param circuitOpen whether the circuit is open now
public record KeyringFigures(
    String kms,
    long hits,
    long misses,
    long shared,
    long evictions,
    long entries,
    long retries,
    long refused,
    boolean circuitOpen) {}
