package io.cofre.core.reseal;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.job.JobKind;
import io.cofre.core.job.JobWork;
import io.cofre.core.json.JsonFields;
import io.cofre.core.json.WrongField;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.object.ResealScope;
import io.cofre.core.object.ResealTarget;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.EncryptionChoice.Wish;
import java.util.Set;
import java.util.TreeMap;

/// Seals the bodies of objects anew; what clients see of them stays.
///
/// The fields of a description, each optional: `bucket`, `prefix`; how they are sealed then, by the
/// bucket's rule where nothing is said, or by their own mode and key where those are stronger:
/// `mode` (`sse-s3`, `sse-kms`, `dsse-kms`), `key` (for the latter two), `kms`, `cipher`,
/// `segment-size` (4,096 to 16,777,216), `bucket-key`; `force`: also what is sealed so already;
/// only objects with `from-mode` (a list), `from-cipher`, `from-kms`, `from-key`,
/// `modified-before`, `modified-after` (ISO 8601), `min-size`, `max-size` (bytes); `dry-run`.
///
/// @param room holds the objects
/// @param services what there is to seal with
public record Reencrypt(ObjectRoom room, Services services) implements JobKind<ReencryptOutcome> {
  private static final Set<String> FIELDS =
      Set.of(
          "bucket",
          "prefix",
          "mode",
          "key",
          "kms",
          "cipher",
          "segment-size",
          "bucket-key",
          "force",
          "from-mode",
          "from-cipher",
          "from-kms",
          "from-key",
          "modified-before",
          "modified-after",
          "min-size",
          "max-size",
          "dry-run");

  @Override
  public String name() {
    return "reencrypt";
  }

  @Override
  public Class<ReencryptOutcome> outcomes() {
    return ReencryptOutcome.class;
  }

  @Override
  public JobWork<ReencryptOutcome> prepare(JsonNode description) {
    JsonFields fields = JsonFields.of(description, FIELDS);
    Words words = new Words(fields);
    ResealScope scope = words.scope();
    ResealTarget target =
        new ResealTarget(
            choice(words),
            words.known("kms", "KMS", services.kms()),
            words.known("cipher", "cipher", services.ciphers()),
            (int) fields.number("segment-size", 4 << 10, 16 << 20).orElse(0));
    Choice from = Choice.read(words);
    KnownBucket.require(room, scope);
    return new ReencryptWork(
        room.reseals(), scope, from, target, fields.flag("force"), fields.flag("dry-run"));
  }

  private static EncryptionChoice choice(Words words) {
    JsonFields fields = words.fields();
    String mode = fields.choice("mode", Words.MODES).orElse("");
    String key = words.key("key").map(id -> id.value()).orElse("");
    Wish bucketKey =
        fields.has("bucket-key") ? fields.flag("bucket-key") ? Wish.YES : Wish.NO : Wish.UNSAID;
    boolean kms = mode.equals("sse-kms") || mode.equals("dsse-kms");
    if (!key.isEmpty() && !kms) {
      throw new WrongField("'key' is for 'mode' sse-kms or dsse-kms");
    }
    if (bucketKey != Wish.UNSAID && !mode.isEmpty() && !mode.equals("sse-kms")) {
      throw new WrongField("'bucket-key' is for 'mode' sse-kms");
    }
    if (kms) {
      return new EncryptionChoice.ByKms(mode.equals("dsse-kms"), key, new TreeMap<>(), bucketKey);
    }
    return mode.isEmpty()
        ? new EncryptionChoice.ByBucket(bucketKey)
        : new EncryptionChoice.ByService();
  }
}
