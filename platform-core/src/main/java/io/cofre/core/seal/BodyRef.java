package io.cofre.core.seal;

/// Names one sealed body: an object's, or that of one of its parts.
///
/// @param identity the object version it belongs to
/// @param part the part's number, 0 for an object stored in one piece
/// @param layout how it is laid out
public record BodyRef(Identity identity, int part, Layout layout) {}
