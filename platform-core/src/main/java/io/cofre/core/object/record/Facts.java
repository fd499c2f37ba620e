package io.cofre.core.object.record;

import io.cofre.core.seal.Identity;
import io.cofre.core.seal.KeyFacts;
import io.cofre.core.seal.Wrapping;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the key of an object version is bound to, by mode: with a KMS's key the client's pairs and
/// `aws:s3:arn`, which names the object, or with a bucket key the bucket ("Using server-side
/// encryption with AWS KMS keys: Encryption context" in the Amazon S3 User Guide).
public final class Facts {
  /// The pair that S3 adds.
  public static final String ARN = "aws:s3:arn";

  private Facts() {}

  /// The facts of a stored version.
  static KeyFacts of(Identity identity, Sealing sealing, SortedMap<String, String> context) {
    boolean bucketKey = sealing.wrapping() instanceof Wrapping.ByBucketKey;
    return of(identity, sealing.mode(), bucketKey, context);
  }

  /// The facts of a version that is to be sealed.
  public static KeyFacts of(
      Identity identity, Mode mode, boolean bucketKey, SortedMap<String, String> context) {
    return switch (mode) {
      case SERVICE, CUSTOMER -> KeyFacts.of(identity);
      case KMS, DUAL_KMS -> {
        SortedMap<String, String> said = new TreeMap<>(context);
        said.put(
            ARN, "arn:aws:s3:::" + identity.bucket() + (bucketKey ? "" : "/" + identity.key()));
        yield new KeyFacts(identity, said);
      }
    };
  }
}
