package io.cofre.core.s3.header;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Refuses what a write asks for and would not get.
public final class WriteRules {
  private static final Set<String> ACLS = Set.of("private", "bucket-owner-full-control");
  private static final List<String> LOCKS =
      List.of(
          "x-amz-object-lock-mode",
          "x-amz-object-lock-retain-until-date",
          "x-amz-object-lock-legal-hold");

  private WriteRules() {}

  /// Check the headers of a write of an object: ACL, storage class, object lock, appending.
  public static void ofObject(S3Call call) {
    acl(call);
    Optional<String> storage = call.header("x-amz-storage-class");
    if (storage.isPresent() && !storage.get().equals("STANDARD")) {
      throw new S3Failure(
          S3Error.INVALID_STORAGE_CLASS,
          S3Error.INVALID_STORAGE_CLASS.message(),
          Map.of("StorageClassRequested", storage.get()));
    }
    if (LOCKS.stream().anyMatch(name -> call.header(name).isPresent())) {
      throw Refusals.request("Bucket is missing Object Lock Configuration");
    }
    if (call.header("x-amz-write-offset-bytes").isPresent()) {
      throw Refusals.header("x-amz-write-offset-bytes");
    }
  }

  /// Check the headers of making a bucket.
  public static void ofBucket(S3Call call) {
    acl(call);
    if (call.header("x-amz-bucket-object-lock-enabled")
        .filter("true"::equalsIgnoreCase)
        .isPresent()) {
      throw Refusals.header("x-amz-bucket-object-lock-enabled");
    }
    String ownership = call.header("x-amz-object-ownership").orElse("BucketOwnerEnforced");
    switch (ownership) {
      case "BucketOwnerEnforced" -> {}
      case "BucketOwnerPreferred", "ObjectWriter" ->
          throw Refusals.header("x-amz-object-ownership");
      default ->
          throw Refusals.argument(
              "Invalid x-amz-object-ownership header: " + ownership,
              "x-amz-object-ownership",
              ownership);
    }
  }

  // ACLs are off, as in every bucket of Amazon S3 by default; the two that change nothing pass.
  private static void acl(S3Call call) {
    boolean canned = call.header("x-amz-acl").filter(acl -> !ACLS.contains(acl)).isPresent();
    if (canned || !call.headers("x-amz-grant-").isEmpty()) {
      throw new S3Failure(S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
    }
  }
}
