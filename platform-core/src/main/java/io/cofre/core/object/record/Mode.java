package io.cofre.core.object.record;

/// By whose keys an object is sealed, as its record says.
public enum Mode {
  /// The service's (SSE-S3).
  SERVICE,
  /// A KMS's (SSE-KMS).
  KMS,
  /// A KMS's and the service's, in two layers (DSSE-KMS).
  DUAL_KMS,
  /// The client's (SSE-C).
  CUSTOMER
}
