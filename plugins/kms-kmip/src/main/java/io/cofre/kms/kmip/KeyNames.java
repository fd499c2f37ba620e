package io.cofre.kms.kmip;

import module java.base;

import io.cofre.api.kms.KeyId;
import io.cofre.kmip.wire.ManagedObject;

/// The names of objects: those of the keys whose newest versions they are, and `NAME;1`, `NAME;2`,
/// … of versions that were replaced without the server's own re-key.
final class KeyNames {
  private static final Pattern OLD = Pattern.compile(";\\d+$");

  private KeyNames() {}

  /// The names of keys that an object has.
  static List<KeyId> of(ManagedObject object) {
    Stream<String> all = object.names().keySet().stream();
    return all.filter(name -> !OLD.matcher(name).find()).flatMap(KeyNames::key).toList();
  }

  /// The one name for all names of the key whose version an object is: the first in their order.
  ///
  /// @param asked a name that the object has
  static KeyId one(ManagedObject object, KeyId asked) {
    return object.names().keySet().stream()
        .map(name -> OLD.matcher(name).replaceFirst(""))
        .flatMap(KeyNames::key)
        .min(Comparator.comparing(KeyId::value))
        .orElse(asked);
  }

  /// The name of a version that was replaced.
  static String old(KeyId key, int number) {
    return key + ";" + number;
  }

  /// Names that no configuration could hold are no keys here.
  private static Stream<KeyId> key(String name) {
    try {
      return Stream.of(new KeyId(name));
    } catch (IllegalArgumentException _) {
      return Stream.empty();
    }
  }
}
