package io.cofre.core.admin.bucket;

import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Keeps the choices of the bucket `photos`.
public final class KeptSealing implements BucketSealing {
  private static final Choice NOTHING =
      new Choice(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());
  private final Map<String, Choice> choices = new HashMap<>(Map.of("photos", NOTHING));

  @Override
  public Choice find(String bucket) {
    Choice choice = choices.get(bucket);
    if (choice == null) {
      throw new AdminFailure(AdminError.NOT_FOUND, "there is no such bucket");
    }
    return choice;
  }

  @Override
  public Choice effective(String bucket) {
    Choice chosen = find(bucket);
    return new Choice(
        Optional.of(chosen.kms().orElse("main")),
        Optional.of(chosen.key().orElse("cofre")),
        Optional.of(chosen.cipher().orElse("AES-256-GCM")),
        OptionalInt.of(chosen.segmentSize().orElse(65536)));
  }

  @Override
  public void put(String bucket, Choice choice) {
    var _ = find(bucket);
    choices.put(bucket, choice);
  }
}
