package io.cofre.core.s3.sse;

import io.cofre.api.cipher.DataKey;
import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.EncryptionChoice.Wish;
import io.cofre.core.object.model.KeyNames;
import io.cofre.core.object.model.Protection;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads what requests say of encryption, and writes what answers say. Thread-safe.
///
/// @param profile where servers differ
/// @param names what clients call keys
public record Sse(SseProfile profile, KeyNames names) {
  private static final List<String> KMS_ONLY = List.of(SseHeader.KEY_ID, SseHeader.CONTEXT);

  /// Whether a request names a mode.
  public static boolean namesMode(S3Call call) {
    return call.header(SseHeader.MODE).isPresent();
  }

  /// Whether a request brings a key to seal with.
  public static boolean bringsKey(S3Call call) {
    return new CustomerKey(SseHeader.CUSTOMER, true).isIn(call);
  }

  /// Read how an object shall be sealed.
  public Chosen choice(S3Call call) {
    Optional<DataKey> customer = new CustomerKey(SseHeader.CUSTOMER, true).read(call, profile);
    if (customer.isPresent()) {
      return new Chosen(new EncryptionChoice.ByCustomer(customer.get()));
    }
    String mode = call.header(SseHeader.MODE).orElse("");
    return new Chosen(
        switch (mode) {
          case "" -> {
            refuseKmsParameters(call);
            yield new EncryptionChoice.ByBucket(bucketKey(call));
          }
          case SseHeader.AES -> {
            refuseKmsParameters(call);
            yield new EncryptionChoice.ByService();
          }
          case SseHeader.KMS, SseHeader.DUAL_KMS -> kms(call, mode.equals(SseHeader.DUAL_KMS));
          default ->
              throw Refusals.argument(
                  "The encryption method specified is not supported", SseHeader.MODE, mode);
        });
  }

  private EncryptionChoice kms(S3Call call, boolean dual) {
    requireVersion4(call);
    String key = call.header(SseHeader.KEY_ID).orElse("");
    if (key.isEmpty() && (profile.kmsNeedsKey() || call.header(SseHeader.KEY_ID).isPresent())) {
      throw Refusals.argument(
          "Server Side Encryption with AWS KMS managed key requires the id of a key",
          SseHeader.KEY_ID,
          key);
    }
    return new EncryptionChoice.ByKms(
        dual,
        key,
        call.header(SseHeader.CONTEXT).map(SseContext::read).orElseGet(TreeMap::new),
        bucketKey(call));
  }

  private static Wish bucketKey(S3Call call) {
    return call.header(SseHeader.BUCKET_KEY)
        .map(text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> Wish.YES;
              case "false" -> Wish.NO;
              default ->
                  throw Refusals.argument(
                      "The value of the header is true or false.", SseHeader.BUCKET_KEY, text);
            })
        .orElse(Wish.UNSAID);
  }

  private static void refuseKmsParameters(S3Call call) {
    if (KMS_ONLY.stream().anyMatch(name -> call.header(name).isPresent())) {
      throw new S3Failure(
          S3Error.INVALID_ARGUMENT,
          "Server Side Encryption with AWS KMS managed key requires HTTP header"
              + " x-amz-server-side-encryption : aws:kms",
          Map.of("ArgumentName", SseHeader.MODE));
    }
  }

  /// Check a request for an object under a key of a KMS: S3 takes it signed by Version 4 only.
  public void requireVersion4(S3Call call, Protection protection) {
    if (protection instanceof Protection.Kms) {
      requireVersion4(call);
    }
  }

  /// The same, where a key of a KMS is needed for sure.
  public void requireVersion4(S3Call call) {
    if (!takesKms(call)) {
      throw Refusals.argument(
          "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS"
              + " Signature Version 4.",
          "Authorization",
          "null");
    }
  }

  /// Whether a request may use a key of a KMS, as far as its signature is concerned.
  public boolean takesKms(S3Call call) {
    return profile.kmsByAnyone() || call.signedByVersion4();
  }

  /// Read the key that opens an object, or none.
  public Brought key(S3Call call) {
    return brought(new CustomerKey(SseHeader.CUSTOMER, false), call);
  }

  /// Read the key that a part is to be sealed with, or none.
  public Brought partKey(S3Call call) {
    return brought(new CustomerKey(SseHeader.CUSTOMER, true), call);
  }

  /// Read the key that opens the source of a copy, or none.
  public Brought sourceKey(S3Call call) {
    return brought(new CustomerKey(SseHeader.SOURCE, false), call);
  }

  private Brought brought(CustomerKey headers, S3Call call) {
    Optional<DataKey> key = headers.read(call, profile);
    return new Brought(key.isPresent() ? new ReadKey.Customer(key.get()) : ReadKey.NONE);
  }

  /// Refuse a mode where a request cannot say one: reads, listings, parts.
  ///
  /// @param part whether the request adds to an upload
  public void refuseMode(S3Call call, boolean part) {
    Optional<String> mode = call.header(SseHeader.MODE);
    if (mode.isPresent() && !(part && profile.modeOnParts())) {
      throw Refusals.argument(
          "x-amz-server-side-encryption header is not supported for this operation.",
          SseHeader.MODE,
          mode.get());
    }
  }

  /// What an answer says of how an object is sealed.
  public Map<String, String> answer(Protection protection, S3Call call) {
    Map<String, String> headers = withoutKey(protection);
    if (protection instanceof Protection.Customer) {
      headers.put(SseHeader.CUSTOMER + SseHeader.ALGORITHM, SseHeader.AES);
      call.header(SseHeader.CUSTOMER + SseHeader.MD5)
          .ifPresent(md5 -> headers.put(SseHeader.CUSTOMER + "key-MD5", md5));
    }
    return headers;
  }

  /// The same with the encryption context that the request named.
  public Map<String, String> answerWithContext(Protection protection, S3Call call) {
    Map<String, String> headers = answer(protection, call);
    if (protection instanceof Protection.Kms) {
      call.header(SseHeader.CONTEXT).ifPresent(text -> headers.put(SseHeader.CONTEXT, text));
    }
    return headers;
  }

  /// The same without what is said of a client's key.
  public Map<String, String> withoutKey(Protection protection) {
    Map<String, String> headers = new LinkedHashMap<>();
    switch (protection) {
      case Protection.Service() -> headers.put(SseHeader.MODE, SseHeader.AES);
      case Protection.Kms(String key, boolean dual, boolean bucketKey) -> {
        headers.put(SseHeader.MODE, dual ? SseHeader.DUAL_KMS : SseHeader.KMS);
        headers.put(SseHeader.KEY_ID, names.arn(key));
        if (bucketKey) {
          headers.put(SseHeader.BUCKET_KEY, "true");
        }
      }
      case Protection.Customer() -> {}
    }
    return headers;
  }

  /// The word for an algorithm in documents.
  public static String word(BucketEncryption.Algorithm algorithm) {
    return switch (algorithm) {
      case SERVICE -> SseHeader.AES;
      case KMS -> SseHeader.KMS;
      case DUAL_KMS -> SseHeader.DUAL_KMS;
    };
  }
}
