package io.cofre.core.s3.operation;

import io.cofre.core.object.Buckets;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.s3.header.WriteRules;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.BucketName;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.xml.LocationXml;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Answers `PUT /b`: makes a bucket.
final class CreateBucket implements Operation {
  private static final int DOCUMENT = 16 * 1024;
  private static final String OLDEST = "us-east-1"; // where S3 answers as it did before regions

  private final Buckets buckets;
  private final String region;

  CreateBucket(Buckets buckets, String region) {
    this.buckets = buckets;
    this.region = region;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    String name = request.call().bucket();
    if (!BucketName.valid(name)) {
      throw refusal(S3Error.INVALID_BUCKET_NAME, name);
    }
    WriteRules.ofBucket(request.call());
    byte[] document = request.body().document(DOCUMENT);
    Optional<String> wanted = document.length == 0 ? Optional.empty() : LocationXml.read(document);
    if (wanted.isPresent() && !wanted.get().equals(region)) {
      throw new S3Failure(
          S3Error.ILLEGAL_LOCATION_CONSTRAINT,
          "The "
              + wanted.get()
              + " location constraint is incompatible for the region specific endpoint this request"
              + " was sent to.");
    }
    make(name, request.caller().account());
    return new Answer.Empty(200, Map.of("Location", "/" + name));
  }

  private void make(String name, String account) throws IOException {
    try {
      buckets.create(name, account);
    } catch (ObjectFailure failure) {
      if (failure.reason() != ObjectFailure.Reason.BUCKET_EXISTS) {
        throw failure;
      }
      if (!buckets.find(name).owner().equals(account)) {
        throw refusal(S3Error.BUCKET_ALREADY_EXISTS, name);
      }
      if (!region.equals(OLDEST)) {
        throw refusal(S3Error.BUCKET_ALREADY_OWNED_BY_YOU, name);
      }
    }
  }

  private static S3Failure refusal(S3Error error, String name) {
    return new S3Failure(error, error.message(), Map.of("BucketName", name));
  }
}
