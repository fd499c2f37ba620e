package io.cofre.core.s3.operation;

import io.cofre.core.object.Buckets;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.xml.AclXml;
import java.io.IOException;
import java.util.Map;

/// Answers `GET /b?acl`: the owner controls everything.
final class GetBucketAcl implements Operation {
  private final Buckets buckets;

  GetBucketAcl(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    String owner = buckets.find(request.call().bucket()).owner();
    return new Answer.Document(200, Map.of(), AclXml.write(owner));
  }
}
