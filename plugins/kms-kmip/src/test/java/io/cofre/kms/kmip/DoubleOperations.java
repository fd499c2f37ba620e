package io.cofre.kms.kmip;

import io.cofre.kmip.wire.Item;
import io.cofre.kmip.wire.ManagedObject;
import io.cofre.kmip.wire.Operation;
import io.cofre.kmip.wire.ProtocolVersion;
import io.cofre.kmip.wire.ResultReason;
import io.cofre.kmip.wire.Tag;
import io.cofre.kmip.wire.TtlvWriter;
import io.cofre.kms.kmip.KmipDouble.Failure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The operations of the double, with the result reasons of the version that asks. Thread-safe.
final class DoubleOperations {
  private static final ProtocolVersion COUNTS = new ProtocolVersion(1, 3);
  private static final int LOCATED_ITEMS = 0x4200D5;

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
    return keys.values().stream().filter(key -> key.names.containsValue(name)).toList();
  }

  synchronized List<DoubleKey> all() {
    return List.copyOf(keys.values());
  }

  synchronized Answer handle(Operation operation, Item.Structure item, ProtocolVersion version)
      throws Failure {
    Item.Structure payload = item.structure(Tag.REQUEST_PAYLOAD);
    keys.values().forEach(DoubleKey::advance);
    return switch (operation) {
      case DISCOVER_VERSIONS -> out -> abilities.versions().forEach(one -> one.write(out));
      case QUERY ->
          out ->
              Arrays.stream(Operation.values())
                  .forEach(one -> out.enumeration(Tag.OPERATION, one.code()));
      case CREATE -> create(payload, version);
      case REKEY -> rekey(payload, version);
      case LOCATE -> locate(payload, version);
      case GET_ATTRIBUTES -> attributes(payload, new DoubleAttributes(version));
      case MODIFY_ATTRIBUTE -> rename(payload, version);
      case ACTIVATE -> activate(payload, version);
      case REVOKE -> revoke(payload, version);
      case DESTROY -> destroy(payload, version);
      case ENCRYPT, DECRYPT -> DoubleCipher.answer(operation, payload, version, found(payload));
    };
  }

  /// Only these items, in this order.
  static void require(Item.Structure structure, int... order) throws Failure {
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

  private void requireFree(String name, Failure failure) throws Failure {
    if (abilities.uniqueNames() && !named(name).isEmpty()) {
      throw failure;
    }
  }

  private Answer create(Item.Structure payload, ProtocolVersion version) throws Failure {
    int group = version.plainAttributes() ? Tag.ATTRIBUTES : Tag.TEMPLATE_ATTRIBUTE;
    require(payload, Tag.OBJECT_TYPE, group);
    List<String> names = new DoubleAttributes(version).names(payload.structure(group));
    for (String name : names) {
      requireFree(name, Failure.of(version, 0x07, 0x35, "a name is in use"));
    }
    DoubleKey key = fresh();
    names.forEach(key::addName);
    return out -> out.enumeration(Tag.OBJECT_TYPE, 2).text(Tag.UNIQUE_IDENTIFIER, key.id);
  }

  synchronized DoubleKey fresh() {
    var key = new DoubleKey("object-%04d".formatted(keys.size() + 1));
    keys.put(key.id, key);
    return key;
  }

  private Answer rekey(Item.Structure payload, ProtocolVersion version) throws Failure {
    if (!abilities.rekey()) {
      throw new Failure(ResultReason.OPERATION_NOT_SUPPORTED, "no re-key here");
    }
    require(payload, Tag.UNIQUE_IDENTIFIER, Tag.OFFSET);
    DoubleKey old = found(payload);
    List<Integer> offset = payload.numbers(Tag.OFFSET).toList();
    if (old.isDestroyed()) {
      throw Failure.of(version, 0x13, 0x36, "it was destroyed");
    }
    if (!offset.isEmpty() && old.hasDatesWithoutActivation()) {
      throw new Failure(0x0B, "there is no date of activation to move the others with");
    }
    DoubleKey key = fresh();
    key.replace(old, offset);
    return identified(key);
  }

  private Answer locate(Item.Structure payload, ProtocolVersion version) throws Failure {
    Item.Structure group = version.plainAttributes() ? payload.structure(Tag.ATTRIBUTES) : payload;
    List<String> wanted = new DoubleAttributes(version).names(group);
    List<DoubleKey> found =
        keys.values().stream().filter(key -> key.names.values().containsAll(wanted)).toList();
    return out -> {
      if (version.isAtLeast(COUNTS)) {
        out.integer(LOCATED_ITEMS, found.size());
      }
      found.forEach(key -> out.text(Tag.UNIQUE_IDENTIFIER, key.id));
    };
  }

  private Answer attributes(Item.Structure payload, DoubleAttributes attributes) throws Failure {
    var wanted = attributes.wanted(payload);
    DoubleKey key = found(payload);
    return out -> {
      out.text(Tag.UNIQUE_IDENTIFIER, key.id);
      Runnable all = () -> attributes.write(out, key, wanted);
      if (attributes.version().plainAttributes()) {
        out.structure(Tag.ATTRIBUTES, all);
      } else {
        all.run();
      }
    };
  }

  private Answer rename(Item.Structure payload, ProtocolVersion version) throws Failure {
    DoubleKey key = found(payload);
    var attributes = new DoubleAttributes(version);
    DoubleAttributes.Change change = attributes.change(payload, key);
    requireFree(change.name(), Failure.of(version, 0x0B, 0x35, "the name is in use"));
    key.names.put(change.index(), change.name());
    return attributes.changed(key, change);
  }

  private Answer activate(Item.Structure payload, ProtocolVersion version) throws Failure {
    require(payload, Tag.UNIQUE_IDENTIFIER);
    DoubleKey key = found(payload);
    if (key.state != ManagedObject.PRE_ACTIVE) {
      throw Failure.of(version, 0x0C, 0x43, "it is not pre-active");
    }
    key.activate();
    return identified(key);
  }

  /// For a reason other than a compromise only what is active can be revoked.
  private Answer revoke(Item.Structure payload, ProtocolVersion version) throws Failure {
    require(payload, Tag.UNIQUE_IDENTIFIER, Tag.REVOCATION_REASON);
    if (payload.structure(Tag.REVOCATION_REASON).number(Tag.REVOCATION_REASON_CODE) < 3) {
      throw new Failure(0x07, "a reason that is not used here");
    }
    DoubleKey key = found(payload);
    if (key.state != ManagedObject.ACTIVE) {
      throw Failure.of(version, 0x0B, 0x43, "it is not active");
    }
    key.deactivate();
    return identified(key);
  }

  /// The object stays, as servers keep what they know of it.
  private Answer destroy(Item.Structure payload, ProtocolVersion version) throws Failure {
    require(payload, Tag.UNIQUE_IDENTIFIER);
    DoubleKey key = found(payload);
    if (key.isDestroyed()) {
      throw Failure.of(version, 0x0C, 0x36, "it was destroyed");
    }
    if (key.state == ManagedObject.ACTIVE) {
      throw Failure.of(version, 0x0C, 0x43, "it is active");
    }
    key.state =
        key.state == ManagedObject.COMPROMISED
            ? ManagedObject.DESTROYED_COMPROMISED
            : ManagedObject.DESTROYED;
    Arrays.fill(key.material, (byte) 0);
    return identified(key);
  }
}
