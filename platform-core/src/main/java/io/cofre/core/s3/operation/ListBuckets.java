package io.cofre.core.s3.operation;

import io.cofre.core.object.Buckets;
import io.cofre.core.object.model.Bucket;
import io.cofre.core.s3.header.Numbers;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.xml.BucketsXml;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Answers `GET /`: the buckets, by name.
final class ListBuckets implements Operation {
  private final Buckets buckets;
  private final String region;

  ListBuckets(Buckets buckets, String region) {
    this.buckets = buckets;
    this.region = region;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    int limit = limit(request);
    String prefix = request.parameter("prefix");
    String after = PageToken.read(request.parameter("continuation-token"));
    String wanted = request.call().query().get("bucket-region").orElse(region);
    List<Bucket> found =
        buckets.list().stream()
            .filter(bucket -> wanted.equals(region))
            .filter(bucket -> bucket.name().startsWith(prefix))
            .filter(bucket -> bucket.name().compareTo(after) > 0)
            .toList();
    boolean more = found.size() > limit;
    List<Bucket> page = more ? found.subList(0, limit) : found;
    String next = more ? PageToken.write(page.getLast().name()) : "";
    String owner = request.caller().account();
    return new Answer.Document(
        200, Map.of(), BucketsXml.write(new BucketsXml.Listing(owner, region, page, prefix, next)));
  }

  private static int limit(S3Request request) {
    String text = request.parameter("max-buckets");
    int limit = text.isEmpty() ? Integer.MAX_VALUE : Numbers.whole("max-buckets", text);
    if (limit < 1 || (limit > 10_000 && !text.isEmpty())) {
      throw Refusals.argument(
          "Argument max-buckets must be an integer between 1 and 10000", "max-buckets", text);
    }
    return limit;
  }
}
