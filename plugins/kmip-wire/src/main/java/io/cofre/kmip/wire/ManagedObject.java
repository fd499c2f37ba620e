package io.cofre.kmip.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A managed object as its server describes it.
///
/// @param id its unique identifier
/// @param state whether it may be used (KMIP 2.1, section 11.54)
/// @param initial when it was made
/// @param names its names, in the order of their indexes
/// @param replaced the object whose place it took by a re-key
public record ManagedObject(
    String id,
    int state,
    Optional<Instant> initial,
    List<String> names,
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
    names = List.copyOf(names);
  }

  static ManagedObject read(String id, Item.Structure payload) {
    Item.Structure attributes = Attribute.group(payload);
    return new ManagedObject(
        id,
        attributes.number(Tag.STATE),
        attributes.instant(Tag.INITIAL_DATE),
        attributes.structures(Tag.NAME).map(name -> name.text(Tag.NAME_VALUE)).toList(),
        attributes
            .structures(Tag.LINK)
            .filter(link -> link.number(Tag.LINK_TYPE) == REPLACED_LINK)
            .flatMap(link -> link.texts(Tag.LINKED_OBJECT))
            .findFirst());
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
