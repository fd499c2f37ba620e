package io.cofre.core.s3.operation;

import io.cofre.core.object.Buckets;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.xml.LocationXml;
import java.io.IOException;
import java.util.Map;

/// Answers `GET /b?location`: the region.
final class GetBucketLocation implements Operation {
  private final Buckets buckets;
  private final String region;

  GetBucketLocation(Buckets buckets, String region) {
    this.buckets = buckets;
    this.region = region;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    buckets.find(request.call().bucket());
    return new Answer.Document(200, Map.of(), LocationXml.write(region));
  }
}
