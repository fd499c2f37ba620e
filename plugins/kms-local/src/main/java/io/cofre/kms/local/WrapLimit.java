package io.cofre.kms.local;

/// How many data keys one version of a key wraps.
///
/// A wrap has a random nonce of 96 bits; NIST SP 800-38D, section 8.3, allows 2^32 of them under
/// one key of AES-GCM. Wraps are counted on disk in batches, so that few of them need a write: what
/// a process had set aside and did not use is lost to the count.
///
/// @param most the wraps of one version, after which the key rotates by itself
/// @param batch the wraps set aside by one write
record WrapLimit(long most, long batch) {
  /// 2^32 wraps, 2^18 at a time.
  static final WrapLimit OF_AES_GCM = new WrapLimit(1L << 32, 1L << 18);
}
