package io.cofre.core.object.model;

import java.time.Instant;

/// A bucket.
///
/// @param name its name
/// @param created when it was made
/// @param owner the account that made it
public record Bucket(String name, Instant created, String owner) {}
