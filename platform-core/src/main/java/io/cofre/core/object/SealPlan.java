package io.cofre.core.object;

import io.cofre.core.object.record.Facts;
import io.cofre.core.object.record.Mode;
import io.cofre.core.seal.Identity;
import io.cofre.core.seal.KeyFacts;
import io.cofre.core.seal.KeyPlan;
import io.cofre.core.seal.Layout;
import java.util.List;
import java.util.SortedMap;

/// How a new object version will be sealed.
///
/// @param mode by whose keys
/// @param key how its key will be wrapped
/// @param context the client's encryption context
/// @param layouts of its bodies, from the inside to the outside
record SealPlan(Mode mode, KeyPlan key, SortedMap<String, String> context, List<Layout> layouts) {

  /// What the key of a version will be bound to.
  KeyFacts facts(Identity identity) {
    return Facts.of(identity, mode, key instanceof KeyPlan.ByBucketKey, context);
  }

  /// Whether the entity tag is the MD5 of the content: with the service's keys only, for an MD5
  /// tells which objects are equal.
  boolean taggedByMd5() {
    return mode == Mode.SERVICE;
  }
}
