package io.cofre.core.s3.auth;

import java.util.List;

/// A Version 4 signature as it was sent.
///
/// @param place where it stood
/// @param credential who signs, for what
/// @param signedHeaders the names of the headers it covers, in lower case and in their order
/// @param signature in hexadecimal
/// @param time when it was made
/// @param payload what it says of the body: the last line of the canonical request
record Claim(
    Place place,
    Scope.Credential credential,
    List<String> signedHeaders,
    String signature,
    SigningTime time,
    String payload) {

  Claim {
    signedHeaders = List.copyOf(signedHeaders);
  }
}
