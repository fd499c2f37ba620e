package io.cofre.core.object;

import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.KeyNames;
import io.cofre.core.seal.Layout;

/// The platform's defaults of how objects are sealed.
///
/// @param rule of buckets that have none of their own
/// @param layout of bodies
/// @param outerCipher the cipher of second layers
/// @param serviceBucketKeys whether keys of the service go through bucket keys
/// @param names what S3 clients call keys
public record SealSettings(
    BucketEncryption rule,
    Layout layout,
    String outerCipher,
    boolean serviceBucketKeys,
    KeyNames names) {

  /// What Amazon S3 does since 2026: keys of the service, and keys of clients blocked.
  ///
  /// @param layout of bodies; second layers have the same cipher
  public static SealSettings of(Layout layout) {
    return new SealSettings(
        new BucketEncryption(BucketEncryption.Algorithm.SERVICE, "", false, true),
        layout,
        layout.cipher(),
        false,
        new KeyNames("us-east-1", "000000000000"));
  }
}
