package io.cofre.core.reseal;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.job.JobKind;
import io.cofre.core.job.JobWork;
import io.cofre.core.json.JsonFields;
import io.cofre.core.json.WrongField;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.object.ResealScope;
import java.util.Set;

/// Wraps the keys of objects, of uploads under way and of the store again: under the newest version
/// of their key, or under another key.
///
/// The fields of a description, each optional: `bucket`, `prefix`; `kms`, `key`: only what is under
/// them; `to-kms`, `to-key`: the new key, in the KMS that has the old one unless `to-kms` says
/// otherwise; `dry-run`.
///
/// @param room holds the objects
/// @param services what there is to seal with
public record Rewrap(ObjectRoom room, Services services) implements JobKind<RewrapOutcome> {
  private static final Set<String> FIELDS =
      Set.of("bucket", "prefix", "kms", "key", "to-kms", "to-key", "dry-run");

  @Override
  public String name() {
    return "rewrap";
  }

  @Override
  public Class<RewrapOutcome> outcomes() {
    return RewrapOutcome.class;
  }

  @Override
  public JobWork<RewrapOutcome> prepare(JsonNode description) {
    JsonFields fields = JsonFields.of(description, FIELDS);
    Words words = new Words(fields);
    ResealScope scope = words.scope();
    UnderKey filter = new UnderKey(fields.text("kms").orElse(""), words.key("key"));
    UnderKey target =
        new UnderKey(words.known("to-kms", "KMS", services.kms()), words.key("to-key"));
    if (!target.kms().isEmpty() && target.key().isEmpty()) {
      throw new WrongField("'to-key' is missing: which key of 'to-kms'");
    }
    KnownBucket.require(room, scope);
    return new RewrapWork(
        room.reseals(), scope, filter, target, fields.flag("dry-run"), new Newest(services));
  }
}
