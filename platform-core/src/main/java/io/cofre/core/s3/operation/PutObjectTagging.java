package io.cofre.core.s3.operation;

import io.cofre.core.object.StoredObjects;
import io.cofre.core.object.model.Tags;
import io.cofre.core.s3.header.TagRules;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.xml.TaggingXml;
import java.io.IOException;
import java.util.Map;

/// Answers `PUT /b/k?tagging`: sets the tags of an object.
final class PutObjectTagging implements Operation {
  private static final int DOCUMENT = 64 * 1024;

  private final StoredObjects objects;

  PutObjectTagging(StoredObjects objects) {
    this.objects = objects;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    Tags tags = TagRules.check(TaggingXml.read(request.body().document(DOCUMENT)));
    objects.tag(request.name(), tags);
    return new Answer.Empty(200, Map.of());
  }
}
