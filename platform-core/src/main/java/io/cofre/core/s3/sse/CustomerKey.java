package io.cofre.core.s3.sse;

import io.cofre.api.cipher.DataKey;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads a key that a client brings, from the three headers of a prefix. No refusal repeats the
/// key.
///
/// @param prefix what the names of the headers begin with
/// @param storing whether the key is to seal something, rather than to open it
record CustomerKey(String prefix, boolean storing) {
  private static final String WITHOUT =
      "Requests specifying Server Side Encryption with Customer provided keys must ";

  /// Whether any of the three headers is there.
  boolean isIn(S3Call call) {
    return !call.headers(prefix).isEmpty();
  }

  /// Read the key; the caller closes it. Empty when none of the headers is there.
  Optional<DataKey> read(S3Call call, SseProfile profile) {
    if (!isIn(call)) {
      return Optional.empty();
    }
    if (!profile.customerKeysInClear() && !call.head().confidential()) {
      throw Refusals.request(WITHOUT + "be made over a secure connection.");
    }
    if (storing) {
      call.header(SseHeader.MODE).ifPresent(CustomerKey::refuseBoth);
    }
    Optional<String> algorithm = call.header(prefix + SseHeader.ALGORITHM);
    algorithm.filter(value -> !value.equals(SseHeader.AES)).ifPresent(CustomerKey::refuseAlgorithm);
    if (algorithm.isEmpty()) {
      throw refusal(WITHOUT + "provide a valid encryption algorithm.");
    }
    String key =
        call.header(prefix + SseHeader.KEY)
            .orElseThrow(() -> refusal(WITHOUT + "provide an appropriate secret key."));
    String md5 =
        call.header(prefix + SseHeader.MD5)
            .orElseThrow(
                () -> refusal(WITHOUT + "provide the client calculated MD5 of the secret key."));
    return Optional.of(key(key, md5, profile));
  }

  private DataKey key(String text, String md5, SseProfile profile) {
    byte[] bytes = decoded(text);
    try {
      boolean wrongLength = bytes.length != DataKey.SIZE;
      if (wrongLength && storing) {
        throw refusal("The secret key was invalid for the specified algorithm.");
      }
      if (!MessageDigest.isEqual(md5(bytes), decoded(md5))) {
        throw refusal(
            "The calculated MD5 hash of the key did not match the hash that was provided.");
      }
      if (wrongLength) {
        throw wrongKey(profile);
      }
      return DataKey.adopt(bytes.clone());
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// A read with another key than the object was stored with.
  static S3Failure wrongKey(SseProfile profile) {
    S3Error error =
        profile.wrongKeyIsBadRequest() ? S3Error.INVALID_REQUEST : S3Error.ACCESS_DENIED;
    return new S3Failure(error, WITHOUT + "provide the correct secret key.");
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      return new byte[0]; // refused for its length or its MD5
    }
  }

  static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private static void refuseBoth(String mode) {
    throw Refusals.argument(
        "Server Side Encryption with Customer provided key is incompatible with the encryption"
            + " method specified",
        SseHeader.MODE,
        mode);
  }

  private static void refuseAlgorithm(String algorithm) {
    S3Error error = S3Error.INVALID_ENCRYPTION_ALGORITHM;
    throw new S3Failure(
        error, error.message(), Map.of("ArgumentName", SseHeader.MODE, "ArgumentValue", algorithm));
  }

  private static S3Failure refusal(String message) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("ArgumentName", SseHeader.MODE);
    details.put("ArgumentValue", "null");
    return new S3Failure(S3Error.INVALID_ARGUMENT, message, details);
  }
}
