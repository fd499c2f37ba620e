package io.cofre.kms.kmip;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kmip.wire.ManagedObject;
import io.cofre.kmip.wire.Refusal;
import io.cofre.kmip.wire.Requests;

/// Finds the objects that are the versions of keys, makes them and destroys them. Thread-safe.
record Keys(KmipClient client) {
  /// The one whose turn it is last: the newest of those that are active.
  static final Comparator<ManagedObject> BY_TURN =
      Comparator.comparing(ManagedObject::isActive)
          .thenComparing(object -> object.initial().orElse(Instant.MIN))
          .thenComparing(ManagedObject::id);

  /// The unique identifier of the object whose turn it is: while a key is being rotated there may
  /// be two of its name.
  ///
  /// @throws KmsException `KEY_NOT_FOUND`
  String newest(KeyId key) throws Refusal {
    List<String> ids = client.call(Requests.locate(key.value()));
    return ids.size() == 1 ? ids.getFirst() : current(key).id();
  }

  /// The same, described; never a destroyed one.
  ManagedObject current(KeyId key) throws Refusal {
    return Collections.max(bearers(key), BY_TURN);
  }

  /// All objects of the name of a key that are not destroyed.
  ///
  /// @throws KmsException `KEY_NOT_FOUND` if there is none
  List<ManagedObject> bearers(KeyId key) throws Refusal {
    List<ManagedObject> found = named(key.value());
    if (found.isEmpty()) {
      throw client.failure(Reason.KEY_NOT_FOUND, "it has no key " + key);
    }
    return found;
  }

  /// All objects of a name that are not destroyed.
  List<ManagedObject> named(String name) throws Refusal {
    return described(client.call(Requests.locate(name)));
  }

  /// Describe objects, passing over those that are destroyed.
  List<ManagedObject> described(List<String> ids) throws Refusal {
    List<ManagedObject> found = new ArrayList<>();
    for (String id : ids) {
      find(id).filter(object -> !object.isDestroyed()).ifPresent(found::add);
    }
    return found;
  }

  /// Describe an object, destroyed or not; empty if the server knows nothing of it.
  Optional<ManagedObject> find(String id) throws Refusal {
    try {
      return Optional.of(client.call(Requests.describe(id)));
    } catch (Refusal e) {
      if (Reasons.of(e) != Reason.KEY_NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /// Make an active object.
  ManagedObject create(List<KeyId> names) throws Refusal {
    List<String> texts = names.stream().map(KeyId::value).toList();
    return activated(client.call(Requests.create(texts)));
  }

  /// Describe a fresh object, activated if the server did not do so itself.
  ManagedObject activated(String id) throws Refusal {
    ManagedObject fresh = client.call(Requests.describe(id));
    if (fresh.state() != ManagedObject.PRE_ACTIVE) {
      return fresh;
    }
    client.call(Requests.activate(id));
    return client.call(Requests.describe(id));
  }

  /// Destroy an object, for ever; an active one is revoked first.
  void destroy(ManagedObject object) throws Refusal {
    if (object.isActive()) {
      client.call(Requests.revoke(object.id()));
    }
    client.call(Requests.destroy(object.id()));
  }
}
