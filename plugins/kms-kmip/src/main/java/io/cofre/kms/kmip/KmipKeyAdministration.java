package io.cofre.kms.kmip;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Administers the keys of a KMIP server.
///
/// A version that was replaced without the server's own re-key is kept under the name of its key, a
/// semicolon and a number.
record KmipKeyAdministration(Channel channel, KeyObjects objects) implements KeyAdministration {
  private static final Pattern OLD = Pattern.compile(".*;\\d+");
  private static final int MOST = 10_000;

  @FunctionalInterface
  private interface Work<T> {
    T done() throws Refusal;
  }

  private <T> T asked(String what, Work<T> work) {
    try {
      return work.done();
    } catch (Refusal e) {
      throw Failures.of(channel, what, e);
    }
  }

  @Override
  public Set<KeyAction> actions() {
    return Set.of(KeyAction.CREATE, KeyAction.ROTATE, KeyAction.DELETE);
  }

  @Override
  public KeyDescription create(KeyId key) {
    return asked(
        "to create the key " + key,
        () -> {
          if (!objects.described(objects.named(key.value())).isEmpty()) {
            throw channel.failure(Reason.KEY_EXISTS, "it has a key %s already".formatted(key));
          }
          return objects.object(objects.create(key.value())).describe(key);
        });
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return asked("to describe the key " + key, () -> objects.current(key).describe(key));
  }

  @Override
  public List<KeyDescription> list() {
    return asked(
        "to list keys",
        () -> {
          Map<String, KeyDescription> found = new LinkedHashMap<>();
          objects.described(objects.all()).stream()
              .sorted(Comparator.comparing(KeyObject::isActive).thenComparing(KeyObject.BY_AGE))
              .forEach(object ->
                  object.names().stream()
                      .filter(name -> !OLD.matcher(name).matches())
                      .flatMap(name -> id(name).stream())
                      .forEach(key -> found.put(key.value(), object.describe(key))));
          return found.values().stream()
              .sorted(Comparator.comparing(description -> description.key().value()))
              .toList();
        });
  }

  /// Names that no configuration could hold are no keys here.
  private static Optional<KeyId> id(String name) {
    try {
      return Optional.of(new KeyId(name));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    return asked(
        "to rotate the key " + key,
        () -> {
          KeyObject old = objects.current(key);
          KeyObject fresh = objects.object(replaced(key, old));
          if (fresh.state() == KeyObject.PRE_ACTIVE) {
            objects.activate(fresh.id());
          }
          return objects.object(fresh.id()).describe(key);
        });
  }

  private String replaced(KeyId key, KeyObject old) throws Refusal {
    try {
      return objects.rekey(old.id());
    } catch (Refusal e) {
      if (!e.is(Failures.OPERATION_NOT_SUPPORTED)) {
        throw e;
      }
    }
    String name = key.value();
    String fresh;
    try {
      fresh = objects.create(name);
    } catch (Refusal e) {
      if (Failures.reason(e) == Reason.KEY_EXISTS) {
        throw Failures.of(channel, Reason.UNSUPPORTED, "both re-key and a second key " + key, e);
      }
      throw e;
    }
    int number = 1 + older(name).size();
    for (KeyObject before : objects.described(objects.named(name))) {
      if (!before.id().equals(fresh)) {
        objects.rename(before, name, name + ";" + number++);
      }
    }
    return fresh;
  }

  /// The versions of a key that were replaced here, the oldest first.
  private List<KeyObject> older(String name) throws Refusal {
    List<KeyObject> found = new ArrayList<>();
    for (int i = 1; i < MOST; i++) {
      List<KeyObject> one = objects.described(objects.named(name + ";" + i));
      if (one.isEmpty()) {
        break;
      }
      found.addAll(one);
    }
    return found;
  }

  /// The versions of a key that the server replaced, the newest first.
  private List<KeyObject> replacedBy(KeyObject newest) throws Refusal {
    List<KeyObject> found = new ArrayList<>();
    Optional<String> next = newest.replaced();
    while (next.isPresent() && found.size() < MOST) {
      List<KeyObject> one = objects.described(List.of(next.get()));
      found.addAll(one);
      next = one.stream().findFirst().flatMap(KeyObject::replaced);
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
    return channel.failure(
        Reason.UNSUPPORTED,
        "KMIP has no way to switch the key %s off and on again: a deactivated key stays so"
            .formatted(key));
  }

  /// The object that bears the name goes last: what was begun can then be begun again.
  @Override
  public void delete(KeyId key) {
    asked(
        "to delete the key " + key,
        () -> {
          objects.current(key); // or fail
          List<KeyObject> bearers = objects.described(objects.named(key.value()));
          List<KeyObject> all = new ArrayList<>();
          for (KeyObject bearer : bearers) {
            all.addAll(replacedBy(bearer).reversed());
          }
          all.addAll(older(key.value()).reversed());
          all.addAll(bearers);
          for (KeyObject object : all) {
            objects.destroy(object);
          }
          return all.size();
        });
  }
}
