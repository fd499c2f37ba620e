package io.cofre.core.object.model;

import io.cofre.api.cipher.DataKey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a client says of how an object shall be sealed.
public sealed interface EncryptionChoice {

  /// Nothing: the bucket's rule applies.
  ///
  /// @param bucketKey whether a bucket key is used where the rule names a key of a KMS, where the
  ///   client says so
  record ByBucket(Wish bucketKey) implements EncryptionChoice {
    /// Nothing at all.
    public ByBucket() {
      this(Wish.UNSAID);
    }
  }

  /// With keys of the service (SSE-S3).
  record ByService() implements EncryptionChoice {}

  /// With a key of a KMS (SSE-KMS, DSSE-KMS).
  ///
  /// @param dual whether in two layers
  /// @param key the key as the client names it, empty for the account's own
  /// @param context the client's encryption context
  /// @param bucketKey whether a bucket key is used, where the client says so
  record ByKms(boolean dual, String key, SortedMap<String, String> context, Wish bucketKey)
      implements EncryptionChoice {

    /// Copies the context.
    public ByKms {
      context = Collections.unmodifiableSortedMap(new TreeMap<>(context));
    }
  }

  /// With a key that the client brings (SSE-C).
  ///
  /// @param key 256 bits; whoever made the choice closes it
  record ByCustomer(DataKey key) implements EncryptionChoice {}

  /// A yes, a no, or nothing.
  enum Wish {
    YES,
    NO,
    UNSAID
  }
}
