package io.cofre.core.object;

import io.cofre.api.kms.KeyId;
import io.cofre.api.storage.MetadataView;
import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.BucketSealing;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.EncryptionChoice.Wish;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.record.Mode;
import io.cofre.core.seal.KeyPlan;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.ObjectKeys;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Decides how new objects are sealed: by what the client says, else by the bucket's rule, with the
/// instance, key and cipher that the operator chose for the bucket. Thread-safe.
///
/// @param rules of the buckets
/// @param keys tells the service's own key
/// @param settings the platform's defaults
record SealPlans(BucketRules rules, ObjectKeys keys, SealSettings settings) {

  /// Plan the sealing of a new object; fails with `CUSTOMER_KEYS_BLOCKED`, `INVALID_KEY_ID`.
  SealPlan plan(MetadataView view, String bucket, EncryptionChoice choice) {
    BucketSealing chosen = rules.sealing(view, bucket);
    return switch (choice) {
      case EncryptionChoice.ByBucket(Wish wish) ->
          ofRule(rules.encryption(view, bucket), wish, chosen);
      case EncryptionChoice.ByService _ -> ofService(chosen);
      case EncryptionChoice.ByKms kms -> ofKms(kms, wanted(kms.bucketKey(), view, bucket), chosen);
      case EncryptionChoice.ByCustomer(var key) -> {
        rules.requireCustomerKeys(view, bucket);
        yield new SealPlan(
            Mode.CUSTOMER, new KeyPlan.ByCustomer(key), new TreeMap<>(), List.of(layout(chosen)));
      }
    };
  }

  private boolean wanted(Wish wish, MetadataView view, String bucket) {
    return switch (wish) {
      case YES -> true;
      case NO -> false;
      case UNSAID -> {
        BucketEncryption rule = rules.encryption(view, bucket);
        yield rule.algorithm() == BucketEncryption.Algorithm.KMS && rule.bucketKey();
      }
    };
  }

  private SealPlan ofRule(BucketEncryption rule, Wish wish, BucketSealing chosen) {
    return switch (rule.algorithm()) {
      case SERVICE -> ofService(chosen);
      case KMS -> {
        boolean bucketKey = wish == Wish.UNSAID ? rule.bucketKey() : wish == Wish.YES;
        yield ofKms(named(false, rule.key()), bucketKey, chosen);
      }
      case DUAL_KMS -> ofKms(named(true, rule.key()), false, chosen);
    };
  }

  private static EncryptionChoice.ByKms named(boolean dual, String key) {
    return new EncryptionChoice.ByKms(dual, key, new TreeMap<>(), Wish.UNSAID);
  }

  private SealPlan ofService(BucketSealing chosen) {
    KeyPlan.ByKms own = own(chosen);
    KeyPlan key =
        settings.serviceBucketKeys() ? new KeyPlan.ByBucketKey(own.kms(), own.key()) : own;
    return new SealPlan(Mode.SERVICE, key, new TreeMap<>(), List.of(layout(chosen)));
  }

  private SealPlan ofKms(EncryptionChoice.ByKms choice, boolean bucketKey, BucketSealing chosen) {
    KeyPlan.ByKms own = own(chosen);
    String name = settings.names().key(choice.key(), own.key().value(), keys.knowsArns(own.kms()));
    KeyId key = keyId(name, choice.key());
    SortedMap<String, String> context = choice.context();
    Layout inner = layout(chosen);
    if (choice.dual()) {
      Layout outer = new Layout(inner.format(), settings.outerCipher(), inner.segmentBytes());
      return new SealPlan(
          Mode.DUAL_KMS, new KeyPlan.ByKms(own.kms(), key), context, List.of(inner, outer));
    }
    KeyPlan plan =
        bucketKey ? new KeyPlan.ByBucketKey(own.kms(), key) : new KeyPlan.ByKms(own.kms(), key);
    return new SealPlan(Mode.KMS, plan, context, List.of(inner));
  }

  private static KeyId keyId(String name, String given) {
    try {
      return new KeyId(name);
    } catch (IllegalArgumentException e) {
      throw new ObjectFailure(Reason.INVALID_KEY_ID, "Invalid keyId '%s'".formatted(given), e);
    }
  }

  private KeyPlan.ByKms own(BucketSealing chosen) {
    KeyPlan.ByKms service = keys.service();
    String kms = chosen.kms().isEmpty() ? service.kms() : chosen.kms();
    return new KeyPlan.ByKms(kms, chosen.key().isEmpty() ? service.key() : new KeyId(chosen.key()));
  }

  private Layout layout(BucketSealing chosen) {
    Layout usual = settings.layout();
    return new Layout(
        usual.format(),
        chosen.cipher().isEmpty() ? usual.cipher() : chosen.cipher(),
        chosen.segmentBytes() == 0 ? usual.segmentBytes() : chosen.segmentBytes());
  }
}
