package io.cofre.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// The ways in which a client can have an object sealed.
enum SealedBy {
  SERVICE(ServerSideEncryption.AES256, false),
  KMS(ServerSideEncryption.AWS_KMS, false),
  KMS_BUCKET_KEY(ServerSideEncryption.AWS_KMS, true),
  DUAL_KMS(ServerSideEncryption.AWS_KMS_DSSE, false),
  CUSTOMER(ServerSideEncryption.UNKNOWN_TO_SDK_VERSION, false);

  /// The key of the client in these tests.
  static final byte[] CUSTOMER_KEY =
      "a key of a client, of 32 bytes !".getBytes(StandardCharsets.US_ASCII);

  static final String CUSTOMER_KEY_TEXT = Base64.getEncoder().encodeToString(CUSTOMER_KEY);

  private final ServerSideEncryption mode;
  private final boolean bucketKey;

  SealedBy(ServerSideEncryption mode, boolean bucketKey) {
    this.mode = mode;
    this.bucketKey = bucketKey;
  }

  /// A configuration that takes keys of clients without TLS and in every bucket.
  static Path openConfig(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("modes.yaml"),
        """
        s3:
          sse-c-over-http: true
        encryption:
          default:
            block-sse-c: false
        """);
  }

  static String customerMd5() {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(CUSTOMER_KEY);
      return Base64.getEncoder().encodeToString(digest);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  PutObjectRequest.Builder on(PutObjectRequest.Builder put) {
    return this == CUSTOMER
        ? put.sseCustomerAlgorithm("AES256")
            .sseCustomerKey(CUSTOMER_KEY_TEXT)
            .sseCustomerKeyMD5(customerMd5())
        : put.serverSideEncryption(mode).bucketKeyEnabled(bucketKey ? true : null);
  }

  CopyObjectRequest.Builder on(CopyObjectRequest.Builder copy) {
    return this == CUSTOMER
        ? copy.sseCustomerAlgorithm("AES256")
            .sseCustomerKey(CUSTOMER_KEY_TEXT)
            .sseCustomerKeyMD5(customerMd5())
        : copy.serverSideEncryption(mode).bucketKeyEnabled(bucketKey ? true : null);
  }

  CopyObjectRequest.Builder from(CopyObjectRequest.Builder copy) {
    return this == CUSTOMER
        ? copy.copySourceSSECustomerAlgorithm("AES256")
            .copySourceSSECustomerKey(CUSTOMER_KEY_TEXT)
            .copySourceSSECustomerKeyMD5(customerMd5())
        : copy;
  }

  CreateMultipartUploadRequest.Builder on(CreateMultipartUploadRequest.Builder create) {
    return this == CUSTOMER
        ? create
            .sseCustomerAlgorithm("AES256")
            .sseCustomerKey(CUSTOMER_KEY_TEXT)
            .sseCustomerKeyMD5(customerMd5())
        : create.serverSideEncryption(mode).bucketKeyEnabled(bucketKey ? true : null);
  }

  UploadPartRequest.Builder on(UploadPartRequest.Builder part) {
    return this == CUSTOMER
        ? part.sseCustomerAlgorithm("AES256")
            .sseCustomerKey(CUSTOMER_KEY_TEXT)
            .sseCustomerKeyMD5(customerMd5())
        : part;
  }

  GetObjectRequest.Builder on(GetObjectRequest.Builder get) {
    return this == CUSTOMER
        ? get.sseCustomerAlgorithm("AES256")
            .sseCustomerKey(CUSTOMER_KEY_TEXT)
            .sseCustomerKeyMD5(customerMd5())
        : get;
  }
}
