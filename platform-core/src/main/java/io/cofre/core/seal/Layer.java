package io.cofre.core.seal;

/// One layer of a sealed body.
///
/// @param key its own key; stays its owner's
/// @param body what it is
public record Layer(ObjectKey key, BodyRef body) {}
