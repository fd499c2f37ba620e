package io.cofre.core.admin.bucket;

import io.cofre.core.admin.message.AdminAnswer;
import io.cofre.core.admin.message.AdminRequest;
import io.cofre.core.admin.route.Route;
import io.cofre.core.json.JsonFields;
import io.cofre.core.observe.Json;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// What can be asked of buckets.
///
/// @param sealing how they are sealed
public record BucketPages(BucketSealing sealing) {
  private static final String ENCRYPTION = "/v1/buckets/{bucket}/encryption";
  private static final Set<String> FIELDS = Set.of("kms", "key", "cipher", "segment-size");

  /// The pages.
  public List<Route> routes() {
    return List.of(
        Route.of("GET", ENCRYPTION, "AdminGetBucketEncryption", this::get),
        Route.of("PUT", ENCRYPTION, "AdminPutBucketEncryption", this::put));
  }

  private AdminAnswer get(AdminRequest request) throws IOException {
    request.expectNothing();
    return answer(request.name("bucket"));
  }

  private AdminAnswer put(AdminRequest request) throws IOException {
    request.parameters(Set.of());
    JsonFields fields = request.fields(FIELDS);
    OptionalLong size = fields.number("segment-size", 4 << 10, 16 << 20);
    String bucket = request.name("bucket");
    sealing.put(
        bucket,
        new BucketSealing.Choice(
            fields.text("kms"),
            fields.text("key"),
            fields.text("cipher"),
            size.isPresent()
                ? OptionalInt.of(Math.toIntExact(size.getAsLong()))
                : OptionalInt.empty()));
    return answer(bucket);
  }

  private AdminAnswer answer(String bucket) throws IOException {
    return AdminAnswer.ok(
        Json.object()
            .member("bucket", bucket)
            .member("chosen", json(sealing.find(bucket)))
            .member("effective", json(sealing.effective(bucket))));
  }

  private static Json json(BucketSealing.Choice choice) {
    Json json = Json.object();
    choice.kms().ifPresent(kms -> json.member("kms", kms));
    choice.key().ifPresent(key -> json.member("key", key));
    choice.cipher().ifPresent(cipher -> json.member("cipher", cipher));
    choice.segmentSize().ifPresent(size -> json.member("segment-size", size));
    return json;
  }
}
