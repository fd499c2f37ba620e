package io.cofre.core.s3.operation;

import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.s3.header.ChecksumHeaders;
import io.cofre.core.s3.header.EntityTags;
import io.cofre.core.s3.header.Versions;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.route.S3Operation;
import io.cofre.core.s3.xml.DeletionXml;
import io.cofre.core.s3.xml.DeletionXml.Doomed;
import io.cofre.core.s3.xml.DeletionXml.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;

/// Answers `POST /b?delete`: removes up to 1,000 objects.
final class DeleteObjects implements Operation {
  private static final int DOCUMENT = 8 * 1024 * 1024; // 1,000 keys of 1,024 bytes, escaped
  private static final int AT_ONCE = 16;

  private final Rooms rooms;
  private final Failures failures;
  private final Permissions permissions;

  DeleteObjects(Rooms rooms, Failures failures, Permissions permissions) {
    this.rooms = rooms;
    this.failures = failures;
    this.permissions = permissions;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    ChecksumHeaders.demand(request.call());
    rooms.buckets().find(request.call().bucket());
    DeletionXml.Wish wish = DeletionXml.read(request.body().document(DOCUMENT));
    List<Outcome> outcomes =
        wish.objects().stream()
            .gather(Gatherers.mapConcurrent(AT_ONCE, doomed -> remove(request, doomed)))
            .toList();
    return new Answer.Document(200, Map.of(), DeletionXml.write(outcomes, wish.quiet()));
  }

  private Outcome remove(S3Request request, Doomed doomed) {
    S3Call call = request.call();
    try {
      permissions.check(S3Operation.DELETE_OBJECTS, request, doomed.key());
      if (doomed.conditional()) {
        throw new S3Failure(S3Error.NOT_IMPLEMENTED);
      }
      String version = doomed.version().filter(id -> !id.isEmpty()).orElse(Versions.ONLY);
      ObjectName name = new ObjectName(call.bucket(), doomed.key());
      Removal.of(rooms.objects(), name, version, condition(doomed));
      return new Outcome(doomed, Optional.empty());
    } catch (RuntimeException | IOException failure) {
      return new Outcome(doomed, Optional.of(failures.of(failure, call)));
    }
  }

  private static WriteCondition condition(Doomed doomed) {
    if (doomed.etag().isEmpty()) {
      return new WriteCondition.Always();
    }
    EntityTags tags = EntityTags.read(doomed.etag().get());
    if (!tags.any() && tags.tags().isEmpty()) {
      throw new S3Failure(S3Error.INVALID_ARGUMENT); // no tag at all would mean any
    }
    return new WriteCondition.Matching(tags.any() ? List.of() : tags.tags());
  }
}
