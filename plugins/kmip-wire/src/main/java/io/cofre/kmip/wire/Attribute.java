package io.cofre.kmip.wire;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// The attributes in use, and how versions of the protocol write them: items of their own in 2.x
/// (KMIP 2.1), pairs of a name and a value in 1.x (1.4).
public enum Attribute {
  /// Of which cipher a key is.
  CRYPTOGRAPHIC_ALGORITHM("Cryptographic Algorithm", Tag.CRYPTOGRAPHIC_ALGORITHM),
  /// How many bits a key has.
  CRYPTOGRAPHIC_LENGTH("Cryptographic Length", Tag.CRYPTOGRAPHIC_LENGTH),
  /// What a key is for.
  CRYPTOGRAPHIC_USAGE_MASK("Cryptographic Usage Mask", Tag.USAGE_MASK),
  /// A name; an object may have several.
  NAME("Name", Tag.NAME),
  /// What an object is.
  OBJECT_TYPE("Object Type", Tag.OBJECT_TYPE),
  /// Whether an object may be used.
  STATE("State", Tag.STATE),
  /// When an object was made.
  INITIAL_DATE("Initial Date", Tag.INITIAL_DATE),
  /// Another object that an object has to do with.
  LINK("Link", Tag.LINK);

  private final String words;
  private final int tag;

  Attribute(String words, int tag) {
    this.words = words;
    this.tag = tag;
  }

  /// Write the attribute; the value is written under the tag that the consumer is given.
  public void write(TtlvWriter out, ProtocolVersion version, IntConsumer value) {
    if (version.plainAttributes()) {
      value.accept(tag);
    } else {
      out.structure(
          Tag.ATTRIBUTE,
          () -> {
            out.text(Tag.ATTRIBUTE_NAME, words);
            value.accept(Tag.ATTRIBUTE_VALUE);
          });
    }
  }

  /// Write a question for the attribute.
  void ask(TtlvWriter out, ProtocolVersion version) {
    if (version.plainAttributes()) {
      out.enumeration(Tag.ATTRIBUTE_REFERENCE, tag);
    } else {
      out.text(Tag.ATTRIBUTE_NAME, words);
    }
  }

  /// Write a name.
  public static void name(TtlvWriter out, ProtocolVersion version, String name) {
    NAME.write(out, version, tag -> name(out, tag, name));
  }

  /// Write the name at an index, as 1.x changes it.
  static void indexedName(TtlvWriter out, int index, String name) {
    out.structure(
        Tag.ATTRIBUTE,
        () -> {
          out.text(Tag.ATTRIBUTE_NAME, NAME.words).integer(Tag.ATTRIBUTE_INDEX, index);
          name(out, Tag.ATTRIBUTE_VALUE, name);
        });
  }

  private static void name(TtlvWriter out, int tag, String name) {
    out.structure(
        tag, () -> out.text(Tag.NAME_VALUE, name).enumeration(Tag.NAME_TYPE, 1 /* text */));
  }

  /// Read attributes as 2.x groups them, whatever the version: each under its own tag. Those that
  /// are not known here may be missing. The index of one that is a structure becomes an item of it.
  public static Item.Structure group(Item.Structure payload) {
    return payload
        .structures(Tag.ATTRIBUTES)
        .findFirst()
        .orElseGet(() ->
            new Item.Structure(
                Tag.ATTRIBUTES,
                payload.structures(Tag.ATTRIBUTE).flatMap(Attribute::plain).toList()));
  }

  private static Stream<Item> plain(Item.Structure pair) {
    String name = pair.text(Tag.ATTRIBUTE_NAME);
    return Arrays.stream(values())
        .filter(attribute -> attribute.words.equals(name))
        .flatMap(attribute ->
            pair.all(Tag.ATTRIBUTE_VALUE).map(value -> indexed(value, pair).under(attribute.tag)));
  }

  private static Item indexed(Item value, Item.Structure pair) {
    if (!(value instanceof Item.Structure structure)) {
      return value;
    }
    Stream<Item> index = pair.all(Tag.ATTRIBUTE_INDEX);
    return new Item.Structure(
        value.tag(), Stream.concat(structure.items().stream(), index).toList());
  }
}
