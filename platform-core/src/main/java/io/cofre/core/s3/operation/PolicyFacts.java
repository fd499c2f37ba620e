package io.cofre.core.s3.operation;

import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.Protection;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.Target;
import io.cofre.core.s3.route.S3Operation;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the condition keys of policies say of a request: its own headers and parameters, before any
/// default is applied; of a part, what its upload was begun with.
///
/// @param rooms find uploads
record PolicyFacts(Rooms rooms) {
  private static final List<String> HEADERS =
      List.of(
          "x-amz-server-side-encryption",
          "x-amz-server-side-encryption-aws-kms-key-id",
          "x-amz-server-side-encryption-customer-algorithm",
          "x-amz-acl",
          "x-amz-copy-source",
          "x-amz-metadata-directive",
          "x-amz-storage-class",
          "x-amz-content-sha256");
  private static final List<String> PARAMETERS = List.of("prefix", "delimiter", "max-keys");
  private static final Set<S3Operation> PARTS =
      EnumSet.of(
          S3Operation.UPLOAD_PART,
          S3Operation.UPLOAD_PART_COPY,
          S3Operation.COMPLETE_MULTIPART_UPLOAD);

  Map<String, List<String>> of(S3Operation operation, S3Request request) throws IOException {
    S3Call call = request.call();
    Map<String, List<String>> facts = new TreeMap<>();
    for (String name : HEADERS) {
      call.header(name).ifPresent(value -> facts.put("s3:" + name, List.of(value)));
    }
    for (String name : PARAMETERS) {
      call.query().get(name).ifPresent(value -> facts.put("s3:" + name, List.of(value)));
    }
    facts.put("aws:SecureTransport", List.of(Boolean.toString(call.head().confidential())));
    var address = call.head().peer().getAddress();
    if (address != null) {
      facts.put("aws:SourceIp", List.of(address.getHostAddress()));
    }
    call.header("user-agent").ifPresent(agent -> facts.put("aws:UserAgent", List.of(agent)));
    call.header("referer").ifPresent(referer -> facts.put("aws:Referer", List.of(referer)));
    if (PARTS.contains(operation) && call.target() instanceof Target.InObject) {
      ofUpload(request, facts);
    }
    return facts;
  }

  private void ofUpload(S3Request request, Map<String, List<String>> facts) throws IOException {
    try {
      Protection protection =
          rooms.uploads().find(request.name(), request.parameter("uploadId")).protection();
      rooms
          .sse()
          .withoutKey(protection)
          .forEach((name, value) -> facts.put("s3:" + name, List.of(value)));
      if (protection instanceof Protection.Customer) {
        facts.put("s3:x-amz-server-side-encryption-customer-algorithm", List.of("AES256"));
      }
    } catch (ObjectFailure _) {
      // the operation itself will say that there is no such upload
    }
  }
}
