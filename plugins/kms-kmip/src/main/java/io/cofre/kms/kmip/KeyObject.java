package io.cofre.kms.kmip;

import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A symmetric key object as its server describes it.
///
/// @param id its unique identifier
/// @param state a code of the protocol
/// @param initial when it was made
/// @param names its names
/// @param replaced the object whose place it took
record KeyObject(
    String id,
    int state,
    Optional<Instant> initial,
    List<String> names,
    Optional<String> replaced) {
  static final int PRE_ACTIVE = 1;
  static final int ACTIVE = 2;
  private static final int DESTROYED = 5;
  private static final int DESTROYED_COMPROMISED = 6;
  private static final int REPLACED_LINK = 0x107;

  /// The newest last.
  static final Comparator<KeyObject> BY_AGE =
      Comparator.<KeyObject, Instant>comparing(object -> object.initial.orElse(Instant.MIN))
          .thenComparing(KeyObject::id);

  static KeyObject read(String id, Item.Structure payload) {
    return new KeyObject(
        id,
        Attribute.STATE
            .values(payload)
            .flatMap(item -> item instanceof Item.Whole n ? Stream.of(n.value()) : Stream.of())
            .findFirst()
            .orElseThrow(() -> new BadMessage(Tag.STATE)),
        Attribute.INITIAL_DATE
            .values(payload)
            .flatMap(item -> item instanceof Item.Date d ? Stream.of(d.seconds()) : Stream.of())
            .findFirst()
            .map(Instant::ofEpochSecond),
        structures(Attribute.NAME, payload).map(name -> name.text(Tag.NAME_VALUE)).toList(),
        structures(Attribute.LINK, payload)
            .filter(link -> link.number(Tag.LINK_TYPE) == REPLACED_LINK)
            .flatMap(link -> link.texts(Tag.LINKED_OBJECT))
            .findFirst());
  }

  private static Stream<Item.Structure> structures(Attribute attribute, Item.Structure payload) {
    return attribute
        .values(payload)
        .flatMap(item -> item instanceof Item.Structure s ? Stream.of(s) : Stream.of());
  }

  boolean isDestroyed() {
    return state == DESTROYED || state == DESTROYED_COMPROMISED;
  }

  boolean isActive() {
    return state == ACTIVE;
  }

  /// The state in the operator's words.
  String stateName() {
    return switch (state) {
      case PRE_ACTIVE -> "pre-active: activate it";
      case ACTIVE -> "active";
      case 3 -> "deactivated";
      case 4 -> "compromised";
      case DESTROYED, DESTROYED_COMPROMISED -> "destroyed";
      default -> "in state " + state;
    };
  }

  KeyDescription describe(KeyId key) {
    return new KeyDescription(
        key,
        isActive() ? KeyDescription.State.ENABLED : KeyDescription.State.DISABLED,
        id,
        initial);
  }
}
