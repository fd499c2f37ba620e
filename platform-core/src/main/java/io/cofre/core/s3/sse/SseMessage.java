package io.cofre.core.s3.sse;

import io.cofre.core.s3.message.S3Failure;

/// What S3 says of objects whose keys are missing or wrong.
public final class SseMessage {
  /// A read without the client's key.
  public static final String KEY_REQUIRED =
      "The object was stored using a form of Server Side Encryption. The correct parameters must be"
          + " provided to retrieve the object.";

  /// A read with a client's key where none is needed.
  public static final String KEY_NOT_APPLICABLE =
      "The encryption parameters are not applicable to this object.";

  /// A part without the upload's key, or with one where the upload has none.
  public static final String UPLOAD_KEY_REQUIRED =
      "The multipart upload initiate requested encryption. Subsequent part requests must include the"
          + " appropriate encryption parameters.";

  /// A part with another key.
  public static final String UPLOAD_KEY_MISMATCH =
      "The provided encryption parameters did not match the ones used originally.";

  /// A write with a client's key to a bucket that blocks them.
  public static final String CUSTOMER_KEYS_BLOCKED =
      "The bucket blocks server-side encryption with customer-provided keys (SSE-C).";

  /// UpdateObjectEncryption of an object that cannot be sealed so.
  public static final String CANNOT_RESEAL =
      "The UpdateObjectEncryption operation doesn't support source objects with the encryption type"
          + " DSSE-KMS or SSE-C. Only source objects encrypted with SSE-S3 or SSE-KMS are"
          + " supported.";

  private SseMessage() {}

  /// A read with another key than the object was stored with.
  public static S3Failure wrongKey(SseProfile profile) {
    return CustomerKey.wrongKey(profile);
  }
}
