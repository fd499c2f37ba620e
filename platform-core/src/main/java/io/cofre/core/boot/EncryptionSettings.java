package io.cofre.core.boot;

import io.cofre.core.config.CofreConfig;
import io.cofre.core.object.SealSettings;
import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.KeyNames;
import io.cofre.core.s3.sse.SseProfile;
import io.cofre.core.seal.Layout;

/// Says to each room what the configuration says of encryption.
record EncryptionSettings(CofreConfig config) {

  /// The layout of new bodies.
  Layout layout() {
    return new Layout(1, config.encryption().cipher(), config.encryption().segmentSize());
  }

  /// What S3 clients call keys.
  KeyNames names() {
    return new KeyNames(config.s3().region(), config.s3().account());
  }

  /// How new objects are sealed.
  SealSettings sealing() {
    CofreConfig.Encryption encryption = config.encryption();
    BucketEncryption.Algorithm algorithm =
        switch (encryption.mode()) {
          case SSE_S3 -> BucketEncryption.Algorithm.SERVICE;
          case SSE_KMS -> BucketEncryption.Algorithm.KMS;
          case DSSE_KMS -> BucketEncryption.Algorithm.DUAL_KMS;
        };
    BucketEncryption rule =
        new BucketEncryption(algorithm, "", encryption.bucketKey(), encryption.blockCustomerKeys());
    return new SealSettings(
        rule, layout(), encryption.secondCipher(), encryption.bucketKey(), names());
  }

  /// Where servers differ.
  SseProfile profile() {
    boolean clear = config.s3().customerKeysInClear();
    return switch (config.s3().profile()) {
      case AWS_2026 -> SseProfile.AWS_2026.withCustomerKeysInClear(clear);
      case S3_TESTS -> SseProfile.S3_TESTS.withCustomerKeysInClear(clear);
    };
  }
}
