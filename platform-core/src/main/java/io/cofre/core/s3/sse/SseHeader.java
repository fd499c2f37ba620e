package io.cofre.core.s3.sse;

/// The names of the headers, in lower case.
final class SseHeader {
  /// How an object is sealed.
  static final String MODE = "x-amz-server-side-encryption";

  static final String KEY_ID = MODE + "-aws-kms-key-id";
  static final String CONTEXT = MODE + "-context";
  static final String BUCKET_KEY = MODE + "-bucket-key-enabled";

  /// What the headers of a client's key begin with.
  static final String CUSTOMER = MODE + "-customer-";

  /// What those of the source of a copy begin with.
  static final String SOURCE = "x-amz-copy-source-server-side-encryption-customer-";

  static final String ALGORITHM = "algorithm";
  static final String KEY = "key";
  static final String MD5 = "key-md5";

  /// The mode of the service's keys, and the algorithm of clients'.
  static final String AES = "AES256";

  static final String KMS = "aws:kms";
  static final String DUAL_KMS = "aws:kms:dsse";

  private SseHeader() {}
}
