package io.cofre.core.s3.operation;

import io.cofre.core.object.StoredObjects;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.xml.AclXml;
import java.io.IOException;
import java.util.Map;

/// Answers `GET /b/k?acl`: the owner controls everything.
final class GetObjectAcl implements Operation {
  private final StoredObjects objects;

  GetObjectAcl(StoredObjects objects) {
    this.objects = objects;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    String owner = objects.head(request.name()).owner();
    return new Answer.Document(200, Map.of(), AclXml.write(owner));
  }
}
