package io.cofre.core.object.record;

import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.BucketEncryption.Algorithm;
import io.cofre.core.object.model.BucketSealing;

/// How buckets' rules on sealing are written; each begins with the number of its format, 1.
public final class EncryptionCodec {
  private EncryptionCodec() {}

  /// Write a bucket's rule: format, algorithm (1: `01` SSE-S3, `02` SSE-KMS, `03` DSSE-KMS), key,
  /// bucket key (1), customers' keys blocked (1).
  public static byte[] encoded(BucketEncryption rule) {
    return new RecordWriter()
        .u8(1)
        .u8(code(rule.algorithm()))
        .text(rule.key())
        .u8(rule.bucketKey() ? 1 : 0)
        .u8(rule.customerKeysBlocked() ? 1 : 0)
        .done();
  }

  /// Read a bucket's rule; fails with `DAMAGED`.
  public static BucketEncryption rule(byte[] value) {
    return RecordReader.read(
        value,
        in -> {
          in.format(1);
          return new BucketEncryption(
              algorithm(in.u8()), in.text(), FieldCodec.flag(in), FieldCodec.flag(in));
        });
  }

  /// Write what an operator chose: format, KMS, key, cipher, length of a segment (4).
  public static byte[] encoded(BucketSealing sealing) {
    return new RecordWriter()
        .u8(1)
        .text(sealing.kms())
        .text(sealing.key())
        .text(sealing.cipher())
        .i32(sealing.segmentBytes())
        .done();
  }

  /// Read what an operator chose; fails with `DAMAGED`.
  public static BucketSealing sealing(byte[] value) {
    return RecordReader.read(
        value,
        in -> {
          in.format(1);
          return new BucketSealing(in.text(), in.text(), in.text(), in.i32());
        });
  }

  private static int code(Algorithm algorithm) {
    return switch (algorithm) {
      case SERVICE -> 1;
      case KMS -> 2;
      case DUAL_KMS -> 3;
    };
  }

  private static Algorithm algorithm(int code) {
    for (Algorithm algorithm : Algorithm.values()) {
      if (code(algorithm) == code) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException("unknown algorithm " + code);
  }
}
