package io.cofre.kmip.wire;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A managed object as its server describes it.
///
/// @param id its unique identifier
/// @param state whether it may be used (KMIP 2.1)
/// @param initial when it was made
/// @param names its names, in the order in which the server tells them, each with the index by
///   which 1.x changes it
/// @param replaced the object whose place it took by a re-key
public record ManagedObject(
    String id,
    int state,
    Optional<Instant> initial,
    Map<String, Integer> names,
    Optional<String> replaced) {
  public static final int PRE_ACTIVE = 1;
  public static final int ACTIVE = 2;
  public static final int DEACTIVATED = 3;
  public static final int COMPROMISED = 4;
  public static final int DESTROYED = 5;
  public static final int DESTROYED_COMPROMISED = 6;
  private static final int REPLACED_LINK = 0x107;

  /// Copies the names.
  public ManagedObject {
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
  }

  static ManagedObject read(String id, Item.Structure payload) {
    Item.Structure attributes = Attribute.group(payload);
    return new ManagedObject(
        id,
        attributes.number(Tag.STATE),
        attributes.instant(Tag.INITIAL_DATE),
        names(attributes),
        attributes
            .structures(Tag.LINK)
            .filter(link -> link.number(Tag.LINK_TYPE) == REPLACED_LINK)
            .flatMap(link -> link.texts(Tag.LINKED_OBJECT))
            .findFirst());
  }

  private static Map<String, Integer> names(Item.Structure attributes) {
    Map<String, Integer> names = new LinkedHashMap<>();
    for (Item.Structure name : attributes.structures(Tag.NAME).toList()) {
      int index = name.numbers(Tag.ATTRIBUTE_INDEX).findFirst().orElse(names.size());
      names.put(name.text(Tag.NAME_VALUE), index);
    }
    return names;
  }

  /// Whether it may encrypt and decrypt.
  public boolean isActive() {
    return state == ACTIVE;
  }

  /// Whether what it held is gone for ever.
  public boolean isDestroyed() {
    return state == DESTROYED || state == DESTROYED_COMPROMISED;
  }
}
