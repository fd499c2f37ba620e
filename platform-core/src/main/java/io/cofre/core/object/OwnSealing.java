package io.cofre.core.object;

import io.cofre.core.object.model.BucketEncryption.Algorithm;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.EncryptionChoice.Wish;
import io.cofre.core.object.record.Mode;
import io.cofre.core.object.record.Sealing;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.Wrapping;
import java.util.SortedMap;

/// Keeps an object's own mode and key where its bucket's rule would weaken it: nobody loses a key
/// of a KMS, or a second layer, because another cipher was asked for.
final class OwnSealing {
  private OwnSealing() {}

  /// Whether an object is sealed more strongly than a rule asks for.
  static boolean isStronger(Sealing own, Algorithm rule) {
    return switch (rule) {
      case SERVICE -> own.mode() == Mode.KMS || own.mode() == Mode.DUAL_KMS;
      case KMS -> own.mode() == Mode.DUAL_KMS;
      case DUAL_KMS -> false;
    };
  }

  /// The same target with the object's own mode, key and encryption context.
  static ResealTarget kept(Sealing own, SortedMap<String, String> context, ResealTarget target) {
    Envelope envelope = own.envelope().orElseThrow();
    Wish bucketKey = own.wrapping() instanceof Wrapping.ByBucketKey ? Wish.YES : Wish.NO;
    EncryptionChoice choice =
        new EncryptionChoice.ByKms(
            own.mode() == Mode.DUAL_KMS, envelope.key().key().value(), context, bucketKey);
    return new ResealTarget(
        choice,
        target.kms().isEmpty() ? envelope.kms() : target.kms(),
        target.cipher(),
        target.segmentBytes());
  }

  /// The same target; under a key of a KMS, with the object's own encryption context.
  static ResealTarget inContext(SortedMap<String, String> context, ResealTarget target) {
    return switch (target.choice()) {
      case EncryptionChoice.ByKms asked ->
          new ResealTarget(
              new EncryptionChoice.ByKms(asked.dual(), asked.key(), context, asked.bucketKey()),
              target.kms(),
              target.cipher(),
              target.segmentBytes());
      case EncryptionChoice.ByBucket _,
          EncryptionChoice.ByService _,
          EncryptionChoice.ByCustomer _ ->
          target;
    };
  }
}
