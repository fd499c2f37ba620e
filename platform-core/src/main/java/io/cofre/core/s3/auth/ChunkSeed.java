package io.cofre.core.s3.auth;

/// What the chain of chunk signatures begins with.
///
/// @param key signs the chunks; whoever reads the body closes it
/// @param timestamp the request's time, in ISO 8601's basic form
/// @param scope the credential scope
/// @param signature the request's signature, in hexadecimal
public record ChunkSeed(SigningKey key, String timestamp, String scope, String signature) {}
