package io.cofre.core.s3.operation;

import static io.cofre.core.s3.route.S3Operation.*;

import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.route.S3Operation;
import io.cofre.core.s3.xml.FixedXml;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// All operations, wired. Thread-safe.
public final class S3Operations {
  private final Map<S3Operation, Operation> handlers = new EnumMap<>(S3Operation.class);
  private final Rooms rooms;
  private final Guard guard;

  /// Wire the operations.
  ///
  /// @param region the region that buckets are said to be in
  /// @param failures says failures of the store in S3's terms
  public S3Operations(Rooms rooms, String region, Failures failures) {
    this.rooms = rooms;
    this.guard = new Guard(rooms.buckets(), rooms.sse());
    buckets(region);
    listings(failures);
    objects();
    uploads();
    encryption();
    documents();
    absences();
  }

  /// The operations that have a handler; the others are `NotImplemented`.
  public Set<S3Operation> handled() {
    return Collections.unmodifiableSet(handlers.keySet());
  }

  /// Answer a request.
  public Answer answer(S3Operation operation, S3Request request) throws IOException {
    Operation handler = handlers.get(operation);
    if (handler == null) {
      throw new S3Failure(S3Error.NOT_IMPLEMENTED);
    }
    guard.check(operation, request);
    return handler.answer(request);
  }

  private void buckets(String region) {
    handlers.put(LIST_BUCKETS, new ListBuckets(rooms.buckets(), region));
    handlers.put(CREATE_BUCKET, new CreateBucket(rooms.buckets(), region));
    handlers.put(HEAD_BUCKET, new HeadBucket(rooms.buckets(), region));
    handlers.put(DELETE_BUCKET, new DeleteBucket(rooms.buckets()));
    handlers.put(GET_BUCKET_LOCATION, new GetBucketLocation(rooms.buckets(), region));
    handlers.put(GET_BUCKET_ACL, new GetBucketAcl(rooms.buckets()));
  }

  private void listings(Failures failures) {
    handlers.put(LIST_OBJECTS, new ListObjects(rooms));
    handlers.put(LIST_OBJECTS_V2, new ListObjectsV2(rooms));
    handlers.put(LIST_OBJECT_VERSIONS, new ListObjectVersions(rooms));
    handlers.put(LIST_MULTIPART_UPLOADS, new ListMultipartUploads(rooms));
    handlers.put(DELETE_OBJECTS, new DeleteObjects(rooms, failures));
  }

  private void objects() {
    handlers.put(PUT_OBJECT, new PutObject(rooms));
    handlers.put(COPY_OBJECT, new CopyObject(rooms));
    handlers.put(GET_OBJECT, new GetObject(rooms));
    handlers.put(HEAD_OBJECT, new HeadObject(rooms));
    handlers.put(GET_OBJECT_ATTRIBUTES, new GetObjectAttributes(rooms));
    handlers.put(DELETE_OBJECT, new DeleteObject(rooms.objects()));
    handlers.put(GET_OBJECT_TAGGING, new GetObjectTagging(rooms.objects()));
    handlers.put(PUT_OBJECT_TAGGING, new PutObjectTagging(rooms.objects()));
    handlers.put(DELETE_OBJECT_TAGGING, new DeleteObjectTagging(rooms.objects()));
    handlers.put(GET_OBJECT_ACL, new GetObjectAcl(rooms.objects()));
  }

  private void uploads() {
    handlers.put(CREATE_MULTIPART_UPLOAD, new CreateMultipartUpload(rooms));
    handlers.put(UPLOAD_PART, new UploadPart(rooms));
    handlers.put(UPLOAD_PART_COPY, new UploadPartCopy(rooms));
    handlers.put(COMPLETE_MULTIPART_UPLOAD, new CompleteMultipartUpload(rooms));
    handlers.put(ABORT_MULTIPART_UPLOAD, new AbortMultipartUpload(rooms.uploads()));
    handlers.put(LIST_PARTS, new ListParts(rooms));
  }

  private void encryption() {
    handlers.put(GET_BUCKET_ENCRYPTION, new GetBucketEncryption(rooms));
    handlers.put(PUT_BUCKET_ENCRYPTION, new PutBucketEncryption(rooms));
    handlers.put(DELETE_BUCKET_ENCRYPTION, new DeleteBucketEncryption(rooms));
    handlers.put(UPDATE_OBJECT_ENCRYPTION, new UpdateObjectEncryption(rooms));
  }

  private void documents() {
    document(GET_BUCKET_VERSIONING, FixedXml.empty("VersioningConfiguration"));
    document(GET_BUCKET_OWNERSHIP_CONTROLS, FixedXml.ownership());
    document(GET_PUBLIC_ACCESS_BLOCK, FixedXml.publicAccess());
    document(GET_BUCKET_REQUEST_PAYMENT, FixedXml.payer());
    document(GET_BUCKET_LOGGING, FixedXml.empty("BucketLoggingStatus"));
    document(GET_BUCKET_NOTIFICATION_CONFIGURATION, FixedXml.empty("NotificationConfiguration"));
    document(GET_BUCKET_ACCELERATE_CONFIGURATION, FixedXml.empty("AccelerateConfiguration"));
  }

  private void absences() {
    absence(GET_BUCKET_POLICY, S3Error.NO_SUCH_BUCKET_POLICY);
    absence(GET_BUCKET_POLICY_STATUS, S3Error.NO_SUCH_BUCKET_POLICY);
    absence(GET_BUCKET_TAGGING, S3Error.NO_SUCH_TAG_SET);
    absence(GET_BUCKET_CORS, S3Error.NO_SUCH_CORS_CONFIGURATION);
    absence(GET_BUCKET_LIFECYCLE_CONFIGURATION, S3Error.NO_SUCH_LIFECYCLE_CONFIGURATION);
    absence(GET_BUCKET_WEBSITE, S3Error.NO_SUCH_WEBSITE_CONFIGURATION);
    absence(GET_BUCKET_REPLICATION, S3Error.REPLICATION_CONFIGURATION_NOT_FOUND);
    absence(GET_OBJECT_LOCK_CONFIGURATION, S3Error.OBJECT_LOCK_CONFIGURATION_NOT_FOUND);
  }

  private void document(S3Operation operation, byte[] xml) {
    handlers.put(operation, new FixedDocument(rooms.buckets(), xml));
  }

  private void absence(S3Operation operation, S3Error error) {
    handlers.put(operation, new AbsentConfiguration(rooms.buckets(), error));
  }
}
