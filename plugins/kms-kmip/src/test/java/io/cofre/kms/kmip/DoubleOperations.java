package io.cofre.kms.kmip;

import io.cofre.kmip.wire.Attribute;
import io.cofre.kmip.wire.Item;
import io.cofre.kmip.wire.ManagedObject;
import io.cofre.kmip.wire.Operation;
import io.cofre.kmip.wire.ProtocolVersion;
import io.cofre.kmip.wire.ResultReason;
import io.cofre.kmip.wire.Tag;
import io.cofre.kmip.wire.TtlvWriter;
import io.cofre.kms.kmip.KmipDouble.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Cipher;

/// The operations of the double. Thread-safe.
final class DoubleOperations {
  private static final int COPY = 16;

  /// Writes the payload of a response.
  @FunctionalInterface
  interface Answer {
    void write(TtlvWriter out);
  }

  private final KmipDouble.Abilities abilities;
  private final Map<String, DoubleKey> keys = new LinkedHashMap<>();

  DoubleOperations(KmipDouble.Abilities abilities) {
    this.abilities = abilities;
  }

  synchronized List<DoubleKey> named(String name) {
    return keys.values().stream().filter(key -> key.names.contains(name)).toList();
  }

  synchronized Answer handle(Operation operation, Item.Structure item, ProtocolVersion version)
      throws Failure {
    Item.Structure payload = item.structure(Tag.REQUEST_PAYLOAD);
    return switch (operation) {
      case DISCOVER_VERSIONS -> out -> abilities.versions().forEach(one -> one.write(out));
      case QUERY ->
          out ->
              Arrays.stream(Operation.values())
                  .forEach(one -> out.enumeration(Tag.OPERATION, one.code()));
      case CREATE -> create(payload, version);
      case REKEY -> rekey(payload);
      case LOCATE -> locate(payload, version);
      case GET_ATTRIBUTES -> attributes(payload, version);
      case MODIFY_ATTRIBUTE -> rename(payload, version);
      case ACTIVATE -> activate(payload);
      case REVOKE -> revoke(payload);
      case DESTROY -> destroy(payload);
      case ENCRYPT, DECRYPT -> encrypt(operation, payload, version);
    };
  }

  /// Only these items, in this order.
  private static void require(Item.Structure structure, int... order) throws Failure {
    int next = 0;
    for (Item item : structure.items()) {
      while (next < order.length && order[next] != item.tag()) {
        next++;
      }
      if (next == order.length) {
        throw new Failure(4, "an item %06x that does not belong here".formatted(item.tag()));
      }
    }
  }

  private DoubleKey found(Item.Structure payload) throws Failure {
    DoubleKey key = keys.get(payload.text(Tag.UNIQUE_IDENTIFIER));
    if (key == null) {
      throw new Failure(1, "no such object");
    }
    return key;
  }

  private static Answer identified(DoubleKey key) {
    return out -> out.text(Tag.UNIQUE_IDENTIFIER, key.id);
  }

  private static Stream<String> names(Item.Structure group, ProtocolVersion version)
      throws Failure {
    if (version.plainAttributes()) {
      require(
          group,
          Tag.CRYPTOGRAPHIC_ALGORITHM,
          Tag.CRYPTOGRAPHIC_LENGTH,
          Tag.USAGE_MASK,
          Tag.OBJECT_TYPE,
          Tag.NAME);
      return group.structures(Tag.NAME).map(name -> name.text(Tag.NAME_VALUE));
    }
    require(group, Tag.ATTRIBUTE);
    return group
        .structures(Tag.ATTRIBUTE)
        .filter(pair -> pair.text(Tag.ATTRIBUTE_NAME).equals("Name"))
        .map(pair -> pair.structure(Tag.ATTRIBUTE_VALUE).text(Tag.NAME_VALUE));
  }

  private Answer create(Item.Structure payload, ProtocolVersion version) throws Failure {
    int group = version.plainAttributes() ? Tag.ATTRIBUTES : Tag.TEMPLATE_ATTRIBUTE;
    require(payload, Tag.OBJECT_TYPE, group);
    String name = names(payload.structure(group), version).findFirst().orElseThrow();
    if (abilities.uniqueNames() && !named(name).isEmpty()) {
      throw new Failure(0x35, "the name is in use");
    }
    DoubleKey key = fresh(name);
    return out -> out.enumeration(Tag.OBJECT_TYPE, 2).text(Tag.UNIQUE_IDENTIFIER, key.id);
  }

  private DoubleKey fresh(String name) {
    var key = new DoubleKey("object-%04d".formatted(keys.size() + 1));
    key.names.add(name);
    keys.put(key.id, key);
    return key;
  }

  private Answer rekey(Item.Structure payload) throws Failure {
    if (!abilities.rekey()) {
      throw new Failure(ResultReason.OPERATION_NOT_SUPPORTED, "no re-key here");
    }
    require(payload, Tag.UNIQUE_IDENTIFIER, Tag.OFFSET);
    DoubleKey old = found(payload);
    DoubleKey key = fresh(old.names.removeFirst());
    key.replaced = old.id;
    return identified(key);
  }

  private Answer locate(Item.Structure payload, ProtocolVersion version) throws Failure {
    Item.Structure group = version.plainAttributes() ? payload.structure(Tag.ATTRIBUTES) : payload;
    List<String> wanted = names(group, version).toList();
    List<DoubleKey> found =
        keys.values().stream().filter(key -> key.names.containsAll(wanted)).toList();
    return out -> found.forEach(key -> out.text(Tag.UNIQUE_IDENTIFIER, key.id));
  }

  private Answer attributes(Item.Structure payload, ProtocolVersion version) throws Failure {
    require(
        payload,
        Tag.UNIQUE_IDENTIFIER,
        version.plainAttributes() ? Tag.ATTRIBUTE_REFERENCE : Tag.ATTRIBUTE_NAME);
    DoubleKey key = found(payload);
    return out -> {
      out.text(Tag.UNIQUE_IDENTIFIER, key.id);
      Runnable all = () -> attributes(out, version, key);
      if (version.plainAttributes()) {
        out.structure(Tag.ATTRIBUTES, all);
      } else {
        all.run();
      }
    };
  }

  private static void attributes(TtlvWriter out, ProtocolVersion version, DoubleKey key) {
    Attribute.STATE.write(out, version, tag -> out.enumeration(tag, key.state));
    Attribute.INITIAL_DATE.write(out, version, tag -> out.date(tag, key.initial));
    key.names.forEach(name -> Attribute.name(out, version, name));
    if (!key.replaced.isEmpty()) {
      Attribute.LINK.write(
          out,
          version,
          tag ->
              out.structure(
                  tag,
                  () ->
                      out.enumeration(Tag.LINK_TYPE, 0x107).text(Tag.LINKED_OBJECT, key.replaced)));
    }
  }

  private Answer rename(Item.Structure payload, ProtocolVersion version) throws Failure {
    DoubleKey key = found(payload);
    if (version.plainAttributes()) {
      require(payload, Tag.UNIQUE_IDENTIFIER, Tag.CURRENT_ATTRIBUTE, Tag.NEW_ATTRIBUTE);
      String from =
          payload.structure(Tag.CURRENT_ATTRIBUTE).structure(Tag.NAME).text(Tag.NAME_VALUE);
      String to = payload.structure(Tag.NEW_ATTRIBUTE).structure(Tag.NAME).text(Tag.NAME_VALUE);
      key.names.set(key.names.indexOf(from), to);
    } else {
      Item.Structure pair = payload.structure(Tag.ATTRIBUTE);
      require(pair, Tag.ATTRIBUTE_NAME, Tag.ATTRIBUTE_INDEX, Tag.ATTRIBUTE_VALUE);
      key.names.set(
          pair.number(Tag.ATTRIBUTE_INDEX),
          pair.structure(Tag.ATTRIBUTE_VALUE).text(Tag.NAME_VALUE));
    }
    return identified(key);
  }

  private Answer activate(Item.Structure payload) throws Failure {
    require(payload, Tag.UNIQUE_IDENTIFIER);
    DoubleKey key = found(payload);
    if (key.state != ManagedObject.PRE_ACTIVE) {
      throw new Failure(0x43, "it is not pre-active");
    }
    key.state = ManagedObject.ACTIVE;
    return identified(key);
  }

  private Answer revoke(Item.Structure payload) throws Failure {
    require(payload, Tag.UNIQUE_IDENTIFIER, Tag.REVOCATION_REASON);
    DoubleKey key = found(payload);
    key.state = 3;
    return identified(key);
  }

  /// The object stays, as servers keep what they know of it.
  private Answer destroy(Item.Structure payload) throws Failure {
    require(payload, Tag.UNIQUE_IDENTIFIER);
    DoubleKey key = found(payload);
    if (key.state == ManagedObject.ACTIVE) {
      throw new Failure(0x0B, "it is active");
    }
    key.state = 5;
    Arrays.fill(key.material, (byte) 0);
    return identified(key);
  }

  private Answer encrypt(Operation operation, Item.Structure payload, ProtocolVersion version)
      throws Failure {
    List<Integer> order =
        new ArrayList<>(
            List.of(
                Tag.UNIQUE_IDENTIFIER,
                Tag.CRYPTOGRAPHIC_PARAMETERS,
                Tag.DATA,
                Tag.IV_COUNTER_NONCE));
    if (version.isAtLeast(ProtocolVersion.AUTHENTICATED)) {
      order.addAll(List.of(Tag.ASSOCIATED_DATA, Tag.AUTHENTICATION_TAG));
    }
    require(payload, order.stream().mapToInt(i -> i).toArray());
    DoubleKey key = found(payload);
    if (key.state == 5) {
      throw new Failure(0x36, "it was destroyed");
    }
    if (key.state != ManagedObject.ACTIVE) {
      throw new Failure(0x43, "it is not active");
    }
    Item.Structure parameters = payload.structure(Tag.CRYPTOGRAPHIC_PARAMETERS);
    require(
        parameters,
        Tag.BLOCK_CIPHER_MODE,
        Tag.PADDING_METHOD,
        Tag.CRYPTOGRAPHIC_ALGORITHM,
        Tag.TAG_LENGTH);
    boolean sealing = operation == Operation.ENCRYPT;
    int mode = sealing ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    byte[] data = payload.bytes(Tag.DATA, 32);
    if (parameters.number(Tag.BLOCK_CIPHER_MODE) == 1) {
      byte[] result = key.cbc(mode, payload.bytes(Tag.IV_COUNTER_NONCE, COPY), data);
      return out -> out.text(Tag.UNIQUE_IDENTIFIER, key.id).bytes(Tag.DATA, result);
    }
    if (!version.isAtLeast(ProtocolVersion.AUTHENTICATED)) {
      throw new Failure(0x07, "no such mode");
    }
    byte[] nonce = payload.bytes(Tag.IV_COUNTER_NONCE, 12);
    byte[] associated = payload.byteStrings(Tag.ASSOCIATED_DATA).findFirst().orElse(new byte[0]);
    if (sealing) {
      byte[] sealed = key.gcm(mode, nonce, associated, data);
      return out ->
          out.text(Tag.UNIQUE_IDENTIFIER, key.id)
              .bytes(Tag.DATA, Arrays.copyOf(sealed, 32))
              .bytes(Tag.AUTHENTICATION_TAG, Arrays.copyOfRange(sealed, 32, 48));
    }
    byte[] sealed = Arrays.copyOf(data, 48);
    System.arraycopy(payload.bytes(Tag.AUTHENTICATION_TAG, 16), 0, sealed, 32, 16);
    byte[] plain = key.gcm(mode, nonce, associated, sealed);
    return out -> out.text(Tag.UNIQUE_IDENTIFIER, key.id).bytes(Tag.DATA, plain);
  }
}
