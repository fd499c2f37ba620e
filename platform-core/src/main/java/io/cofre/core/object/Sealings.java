package io.cofre.core.object;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.object.record.Mode;
import io.cofre.core.object.record.Sealing;
import io.cofre.core.seal.Identity;
import io.cofre.core.seal.KeyFacts;
import io.cofre.core.seal.KeyPlan;
import io.cofre.core.seal.LayerKeys;
import io.cofre.core.seal.ObjectKey;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.SealedKey;
import io.cofre.core.seal.Wrapping;
import java.util.List;
import java.util.Optional;

/// Makes the keys of new object versions and opens those of stored ones. Thread-safe.
///
/// Failures of a KMS are [io.cofre.api.kms.KmsException].
///
/// @param keys of first layers
/// @param layers of second ones
record Sealings(ObjectKeys keys, LayerKeys layers) {

  /// Make the keys of a new version.
  SealingKeys make(SealPlan plan, Identity identity) {
    KeyFacts facts = plan.facts(identity);
    ObjectKey inner = keys.generate(plan.key(), facts);
    if (plan.layouts().size() == 1) {
      return new SealingKeys(
          new Sealing(plan.mode(), plan.layouts().getFirst(), inner.wrapping()), List.of(inner));
    }
    DataKey plain = DataKey.random();
    SealedKey sealed = layers.seal(plain, facts);
    Sealing.Outer outer = new Sealing.Outer(plan.layouts().getLast(), sealed);
    return new SealingKeys(
        new Sealing(plan.mode(), plan.layouts().getFirst(), inner.wrapping(), Optional.of(outer)),
        List.of(inner, new ObjectKey(plain, inner.wrapping())));
  }

  /// Open the keys of a stored version; fails with `KEY_REQUIRED`, `KEY_NOT_APPLICABLE`,
  /// `WRONG_KEY`, and with `DAMAGED` where a second layer's key does not open.
  SealingKeys open(Sealing sealing, KeyFacts facts, ReadKey brought) {
    ObjectKey inner = new ObjectKey(inner(sealing, facts, brought), sealing.wrapping());
    if (sealing.outer().isEmpty()) {
      return new SealingKeys(sealing, List.of(inner));
    }
    try {
      DataKey outer = layers.open(sealing.outer().get().key(), facts);
      return new SealingKeys(sealing, List.of(inner, new ObjectKey(outer, inner.wrapping())));
    } catch (NotAuthentic e) {
      inner.close();
      throw new ObjectFailure(Reason.DAMAGED, "the key of a second layer is damaged", e);
    }
  }

  /// Keep the key of a stored version another way; inside the KMS where that is possible.
  ///
  /// @param brought as for [#open]
  /// @param mode by whose keys it is sealed then
  /// @param plan how the key is wrapped then
  /// @param to what it is bound to then
  Sealing rewrap(
      Sealing sealing, KeyFacts from, ReadKey brought, Mode mode, KeyPlan plan, KeyFacts to) {
    require(sealing, brought);
    Optional<Wrapping> inside = keys.rewrap(sealing.wrapping(), from, plan, to);
    if (inside.isPresent()) {
      return sealing.with(mode, inside.get());
    }
    try (DataKey plain = inner(sealing, from, brought)) {
      return sealing.with(mode, keys.wrap(plan, to, plain));
    }
  }

  private DataKey inner(Sealing sealing, KeyFacts facts, ReadKey brought) {
    require(sealing, brought);
    return switch (sealing.wrapping()) {
      case Wrapping.ByKms _, Wrapping.ByBucketKey _ -> keys.open(sealing.wrapping(), facts);
      case Wrapping.ByCustomer customer -> opened(customer, facts, brought);
    };
  }

  /// Fail unless a key was brought where one is needed, and nowhere else.
  static void require(Sealing sealing, ReadKey brought) {
    boolean needed = sealing.wrapping() instanceof Wrapping.ByCustomer;
    boolean there = brought instanceof ReadKey.Customer;
    if (needed && !there) {
      throw new ObjectFailure(Reason.KEY_REQUIRED, "the object was stored with a client's key");
    }
    if (there && !needed) {
      throw new ObjectFailure(Reason.KEY_NOT_APPLICABLE, "the object needs no client's key");
    }
  }

  private DataKey opened(Wrapping.ByCustomer wrapping, KeyFacts facts, ReadKey brought) {
    return switch (brought) {
      case ReadKey.None _ ->
          throw new ObjectFailure(Reason.KEY_REQUIRED, "the object was stored with a client's key");
      case ReadKey.Customer(DataKey key) -> {
        try {
          yield keys.open(wrapping, key, facts);
        } catch (NotAuthentic e) {
          throw new ObjectFailure(
              Reason.WRONG_KEY, "the object was stored with another client's key", e);
        }
      }
    };
  }
}
