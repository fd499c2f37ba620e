package io.cofre.core.s3.sse;

/// Where servers differ in server-side encryption. The defaults are Amazon S3's of 2026; the others
/// are Ceph's, which its test suite expects.
///
/// @param customerKeysInClear whether keys of clients are taken over connections without TLS
/// @param wrongKeyIsBadRequest whether a read with a wrong key is 400 rather than 403
/// @param unsetIsNotFound whether a bucket without a rule of its own is said to have none
/// @param kmsNeedsKey whether `aws:kms` needs the id of a key
/// @param modeOnParts whether parts may name a mode, which is then ignored
/// @param completionNeedsKey whether completing an upload needs its client's key
/// @param kmsByAnyone whether requests that are not signed by Version 4 may use keys of a KMS
/// @param missingPartFirst whether a read of a part that is not there is 400, before any key is
///   asked for
public record SseProfile(
    boolean customerKeysInClear,
    boolean wrongKeyIsBadRequest,
    boolean unsetIsNotFound,
    boolean kmsNeedsKey,
    boolean modeOnParts,
    boolean completionNeedsKey,
    boolean kmsByAnyone,
    boolean missingPartFirst) {
  /// What Amazon S3 does.
  public static final SseProfile AWS_2026 =
      new SseProfile(false, false, false, false, false, false, false, false);

  /// What ceph/s3-tests expects.
  public static final SseProfile S3_TESTS =
      new SseProfile(true, true, true, true, true, true, true, true);

  /// The same with keys of clients taken without TLS, or not.
  public SseProfile withCustomerKeysInClear(boolean taken) {
    return new SseProfile(
        taken,
        wrongKeyIsBadRequest,
        unsetIsNotFound,
        kmsNeedsKey,
        modeOnParts,
        completionNeedsKey,
        kmsByAnyone,
        missingPartFirst);
  }
}
