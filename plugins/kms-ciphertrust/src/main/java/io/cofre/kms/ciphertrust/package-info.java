/// Thales CipherTrust Manager through its REST interface, version 1.
///
/// A wrapped key is a [io.cofre.kms.http.GcmEnvelope] whose version is the version of the key as
/// CipherTrust counts, from 0; the associated data is the encoded context. The key is named by the
/// request, never by these bytes.
///
/// Paths, fields and codes: the interactive description in every appliance (`/playground_v2/`), and
/// "Keys", "Key States" and "Tokens" at thalesdocs.com/ctp/cm/latest/admin/.
package io.cofre.kms.ciphertrust;
