package io.cofre.kms.kmip;

import io.cofre.kmip.wire.Attribute;
import io.cofre.kmip.wire.Item;
import io.cofre.kmip.wire.ProtocolVersion;
import io.cofre.kmip.wire.Tag;
import io.cofre.kmip.wire.TtlvWriter;
import io.cofre.kms.kmip.KmipDouble.Failure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// How the double reads and writes attributes: pairs with an index in 1.x, items in 2.x.
record DoubleAttributes(ProtocolVersion version) {
  private static final Map<String, Integer> KNOWN =
      Map.of(
          "State", Tag.STATE,
          "Initial Date", Tag.INITIAL_DATE,
          "Name", Tag.NAME,
          "Link", Tag.LINK);

  /// The names in a request that finds or makes an object.
  List<String> names(Item.Structure group) throws Failure {
    if (version.plainAttributes()) {
      DoubleOperations.require(
          group,
          Tag.CRYPTOGRAPHIC_ALGORITHM,
          Tag.CRYPTOGRAPHIC_LENGTH,
          Tag.USAGE_MASK,
          Tag.OBJECT_TYPE,
          Tag.NAME);
      return group.structures(Tag.NAME).map(name -> name.text(Tag.NAME_VALUE)).toList();
    }
    DoubleOperations.require(group, Tag.ATTRIBUTE);
    return group
        .structures(Tag.ATTRIBUTE)
        .filter(pair -> pair.text(Tag.ATTRIBUTE_NAME).equals("Name"))
        .map(pair -> pair.structure(Tag.ATTRIBUTE_VALUE).text(Tag.NAME_VALUE))
        .toList();
  }

  /// The attributes that a request asks for, none of them twice.
  Set<Integer> wanted(Item.Structure payload) throws Failure {
    int item = version.plainAttributes() ? Tag.ATTRIBUTE_REFERENCE : Tag.ATTRIBUTE_NAME;
    DoubleOperations.require(payload, Tag.UNIQUE_IDENTIFIER, item);
    Stream<Integer> all =
        version.plainAttributes()
            ? payload.numbers(item)
            : payload.texts(item).map(name -> KNOWN.getOrDefault(name, 0));
    Set<Integer> wanted = new TreeSet<>(all.toList());
    if (wanted.size() < payload.all(item).count()) {
      throw new Failure(4, "an attribute is asked for twice, or unknown");
    }
    return wanted;
  }

  /// Write those attributes that were asked for and exist.
  void write(TtlvWriter out, DoubleKey key, Set<Integer> wanted) {
    if (wanted.contains(Tag.STATE)) {
      Attribute.STATE.write(out, version, tag -> out.enumeration(tag, key.state));
    }
    if (wanted.contains(Tag.INITIAL_DATE)) {
      Attribute.INITIAL_DATE.write(out, version, tag -> out.date(tag, key.initial));
    }
    if (wanted.contains(Tag.NAME)) {
      key.names.forEach((index, name) -> name(out, index, name));
    }
    if (wanted.contains(Tag.LINK)) {
      key.links()
          .forEach((type, id) ->
              Attribute.LINK.write(
                  out,
                  version,
                  tag ->
                      out.structure(
                          tag,
                          () -> out.enumeration(Tag.LINK_TYPE, type).text(Tag.LINKED_OBJECT, id))));
    }
  }

  /// An index of 0 may be left out, and there is none in 2.x.
  private void name(TtlvWriter out, int index, String name) {
    if (index == 0 || version.plainAttributes()) {
      Attribute.name(out, version, name);
      return;
    }
    out.structure(
        Tag.ATTRIBUTE,
        () ->
            out.text(Tag.ATTRIBUTE_NAME, "Name")
                .integer(Tag.ATTRIBUTE_INDEX, index)
                .structure(
                    Tag.ATTRIBUTE_VALUE,
                    () -> out.text(Tag.NAME_VALUE, name).enumeration(Tag.NAME_TYPE, 1)));
  }

  /// A change of a name: which one, by its index, and to what.
  record Change(int index, String name) {}

  Change change(Item.Structure payload, DoubleKey key) throws Failure {
    if (version.plainAttributes()) {
      DoubleOperations.require(
          payload, Tag.UNIQUE_IDENTIFIER, Tag.CURRENT_ATTRIBUTE, Tag.NEW_ATTRIBUTE);
      String from =
          payload.structure(Tag.CURRENT_ATTRIBUTE).structure(Tag.NAME).text(Tag.NAME_VALUE);
      String to = payload.structure(Tag.NEW_ATTRIBUTE).structure(Tag.NAME).text(Tag.NAME_VALUE);
      return key.names.entrySet().stream()
          .filter(name -> name.getValue().equals(from))
          .map(name -> new Change(name.getKey(), to))
          .findFirst()
          .orElseThrow(() -> new Failure(1, "no such name"));
    }
    DoubleOperations.require(payload, Tag.UNIQUE_IDENTIFIER, Tag.ATTRIBUTE);
    Item.Structure pair = payload.structure(Tag.ATTRIBUTE);
    DoubleOperations.require(pair, Tag.ATTRIBUTE_NAME, Tag.ATTRIBUTE_INDEX, Tag.ATTRIBUTE_VALUE);
    int index = pair.numbers(Tag.ATTRIBUTE_INDEX).findFirst().orElse(0);
    if (!key.names.containsKey(index)) {
      throw new Failure(1, "no name of the index " + index);
    }
    return new Change(index, pair.structure(Tag.ATTRIBUTE_VALUE).text(Tag.NAME_VALUE));
  }

  /// What answers a change: in 1.x the new value too.
  DoubleOperations.Answer changed(DoubleKey key, Change change) {
    return out -> {
      out.text(Tag.UNIQUE_IDENTIFIER, key.id);
      if (!version.plainAttributes()) {
        name(out, change.index(), change.name());
      }
    };
  }
}
