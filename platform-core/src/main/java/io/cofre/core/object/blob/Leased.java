package io.cofre.core.object.blob;

/// What was found, with the right to read its blobs.
///
/// @param value what was found
/// @param lease to be closed by whoever received this
public record Leased<R>(R value, Lease lease) {}
