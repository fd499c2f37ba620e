package io.cofre.kms.kmip;

import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// The attributes in use, and how versions of the protocol write them.
enum Attribute {
  ALGORITHM("Cryptographic Algorithm", Tag.CRYPTOGRAPHIC_ALGORITHM),
  LENGTH("Cryptographic Length", Tag.CRYPTOGRAPHIC_LENGTH),
  USAGE_MASK("Cryptographic Usage Mask", Tag.USAGE_MASK),
  NAME("Name", Tag.NAME),
  OBJECT_TYPE("Object Type", Tag.OBJECT_TYPE),
  STATE("State", Tag.STATE),
  INITIAL_DATE("Initial Date", Tag.INITIAL_DATE),
  LINK("Link", Tag.LINK);

  private final String words;
  private final int tag;

  Attribute(String words, int tag) {
    this.words = words;
    this.tag = tag;
  }

  /// Write the attribute; the value is written under the tag that the consumer is given.
  void write(TtlvWriter out, Version version, IntConsumer value) {
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
  void ask(TtlvWriter out, Version version) {
    if (version.plainAttributes()) {
      out.enumeration(Tag.ATTRIBUTE_REFERENCE, tag);
    } else {
      out.text(Tag.ATTRIBUTE_NAME, words);
    }
  }

  /// Write a name.
  static void name(TtlvWriter out, Version version, String name) {
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

  /// Write attributes as a group, which 1.x has for new objects only.
  static void group(TtlvWriter out, Version version, Runnable attributes) {
    out.structure(version.plainAttributes() ? Tag.ATTRIBUTES : Tag.TEMPLATE_ATTRIBUTE, attributes);
  }

  /// The values of the attribute in a payload, each in a structure under its tag in 2.x.
  Stream<Item> values(Item.Structure payload) {
    return Stream.concat(
        payload.structures(Tag.ATTRIBUTES).flatMap(group -> group.all(tag)),
        payload
            .structures(Tag.ATTRIBUTE)
            .filter(pair -> pair.texts(Tag.ATTRIBUTE_NAME).anyMatch(words::equals))
            .flatMap(pair -> pair.all(Tag.ATTRIBUTE_VALUE)));
  }
}
