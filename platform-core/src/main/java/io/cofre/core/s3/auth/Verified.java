package io.cofre.core.s3.auth;

import io.cofre.core.identity.Caller;

/// The outcome of authentication.
///
/// @param caller who signed the request
/// @param payload what the signature says of the body
public record Verified(Caller caller, PayloadProtection payload) {}
