package io.cofre.kms.kmip;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kmip.wire.ManagedObject;
import io.cofre.kmip.wire.Refusal;
import io.cofre.kmip.wire.Requests;
import io.cofre.kmip.wire.ResultReason;

/// Administers the keys of a KMIP server.
///
/// A version that was replaced without the server's own re-key is kept under the name of its key, a
/// semicolon and a number.
record KmipKeyAdministration(KmipClient client, Keys keys) implements KeyAdministration {
  private static final int MOST = 10_000;

  @Override
  public Set<KeyAction> actions() {
    return Set.of(KeyAction.CREATE, KeyAction.ROTATE, KeyAction.DELETE);
  }

  @Override
  public KeyDescription create(KeyId key) {
    return client.asked(
        "to create the key " + key,
        () -> {
          requireNone(key);
          try {
            return described(key, keys.create(List.of(key)));
          } catch (Refusal e) {
            if (mayBeTaken(e)) {
              requireNone(key);
            }
            throw e;
          }
        });
  }

  private void requireNone(KeyId key) throws Refusal {
    if (!keys.named(key.value()).isEmpty()) {
      throw client.failure(Reason.KEY_EXISTS, "it has a key %s already".formatted(key));
    }
  }

  /// Whether the server may have refused a name that is taken, for which 1.x has no word.
  private static boolean mayBeTaken(Refusal refusal) {
    return refusal.is(ResultReason.INVALID_FIELD) || Reasons.of(refusal) == Reason.KEY_EXISTS;
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return client.asked("to describe the key " + key, () -> described(key, keys.current(key)));
  }

  private static KeyDescription described(KeyId key, ManagedObject object) {
    var state = object.isActive() ? KeyDescription.State.ENABLED : KeyDescription.State.DISABLED;
    return new KeyDescription(key, state, object.id(), object.initial());
  }

  @Override
  public List<KeyDescription> list() {
    return client.asked(
        "to list keys",
        () -> {
          Map<String, KeyDescription> found = new TreeMap<>();
          keys.described(client.call(Requests.locate())).stream()
              .sorted(Keys.BY_TURN)
              .forEach(object ->
                  KeyNames.of(object)
                      .forEach(key -> found.put(key.value(), described(key, object))));
          return List.copyOf(found.values());
        });
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    return client.asked(
        "to rotate the key " + key, () -> described(key, replaced(key, keys.current(key))));
  }

  private ManagedObject replaced(KeyId key, ManagedObject old) throws Refusal {
    try {
      return keys.activated(client.call(Requests.rekey(old.id())));
    } catch (Refusal e) {
      if (!e.is(ResultReason.OPERATION_NOT_SUPPORTED)) {
        throw e;
      }
    }
    List<KeyId> names = KeyNames.of(old);
    ManagedObject fresh;
    try {
      fresh = keys.create(names);
    } catch (Refusal e) {
      if (mayBeTaken(e)) {
        throw client.refused(Reason.UNSUPPORTED, "both re-key and a second key " + key, e);
      }
      throw e;
    }
    for (KeyId name : names) {
      int number = 1 + older(name).size();
      for (ManagedObject before : keys.named(name.value())) {
        if (!before.id().equals(fresh.id())) {
          client.call(Requests.rename(before, name.value(), KeyNames.old(name, number++)));
        }
      }
    }
    return fresh;
  }

  /// The versions of a key that were replaced here, the oldest first.
  private List<ManagedObject> older(KeyId key) throws Refusal {
    List<ManagedObject> found = new ArrayList<>();
    for (int i = 1; i < MOST; i++) {
      List<String> ids = client.call(Requests.locate(KeyNames.old(key, i)));
      if (ids.isEmpty()) {
        break;
      }
      found.addAll(keys.described(ids));
    }
    return found;
  }

  /// The versions of a key that the server replaced, the newest first, the destroyed ones too.
  private List<ManagedObject> replacedBy(ManagedObject newest) throws Refusal {
    List<ManagedObject> found = new ArrayList<>();
    Optional<String> next = newest.replaced();
    while (next.isPresent() && found.size() < MOST) {
      Optional<ManagedObject> one = keys.find(next.get());
      one.ifPresent(found::add);
      next = one.flatMap(ManagedObject::replaced);
    }
    return found;
  }

  @Override
  public void enable(KeyId key) {
    throw stateless(key);
  }

  @Override
  public void disable(KeyId key) {
    throw stateless(key);
  }

  private KmsException stateless(KeyId key) {
    return client.failure(
        Reason.UNSUPPORTED,
        "KMIP has no way to switch the key %s off and on again: a deactivated key stays so"
            .formatted(key));
  }

  /// The object that bears the name goes last: what was begun can then be begun again.
  @Override
  public void delete(KeyId key) {
    client.asked(
        "to delete the key " + key,
        () -> {
          List<ManagedObject> bearers = keys.bearers(key);
          Set<ManagedObject> all = new LinkedHashSet<>();
          for (ManagedObject bearer : bearers) {
            all.addAll(replacedBy(bearer).reversed());
            for (KeyId name : KeyNames.of(bearer)) {
              all.addAll(older(name).reversed());
            }
          }
          all.removeAll(bearers);
          all.removeIf(ManagedObject::isDestroyed);
          all.addAll(bearers);
          for (ManagedObject object : all) {
            keys.destroy(object);
          }
          return all.size();
        });
  }
}
