/// Fortanix Data Security Manager (DSM) through its REST interface, version 1.
///
/// A wrapped key is a [io.cofre.kms.http.GcmEnvelope] whose version is the id (`kid`) of the
/// security object that sealed it; the associated data is the encoded context.
///
/// A rotation in DSM makes another object, which takes the name; the old one keeps its id. The id
/// in a wrapped key therefore says which version to open it with, and is only taken for one after
/// DSM has said that the key of the request is that object, or replaced it: the bytes never choose
/// another key.
///
/// Paths, fields and states: the OpenAPI description of DSM, 0.1.0.
package io.cofre.kms.fortanix;
