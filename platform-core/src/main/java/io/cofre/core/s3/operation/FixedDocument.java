package io.cofre.core.s3.operation;

import io.cofre.core.object.Buckets;
import io.cofre.core.s3.message.Answer;
import java.io.IOException;
import java.util.Map;

/// Answers reads of a configuration that is the same for every bucket.
final class FixedDocument implements Operation {
  private final Buckets buckets;
  private final byte[] xml;

  FixedDocument(Buckets buckets, byte[] xml) {
    this.buckets = buckets;
    this.xml = xml.clone();
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    buckets.find(request.call().bucket());
    return new Answer.Document(200, Map.of(), xml.clone());
  }
}
