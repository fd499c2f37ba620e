package io.cofre.kmip.wire;

import java.util.List;
import java.util.stream.Stream;

/// Requests that find, make and change symmetric keys, and ask what a server can (KMIP 2.1 and
/// 1.4). Those that encrypt are [CipherRequests].
public final class Requests {
  private static final int SYMMETRIC_KEY = 2;
  private static final int AES = 3;
  private static final int BITS = 256;
  private static final int ENCRYPT_AND_DECRYPT = 4 | 8;
  private static final int CESSATION_OF_OPERATION = 6;
  private static final int QUERY_OPERATIONS = 1;

  private Requests() {}

  /// Ask which of the versions spoken here the server speaks.
  public static Request<List<ProtocolVersion>> discoverVersions() {
    return new Request<>(
        Operation.DISCOVER_VERSIONS,
        (out, _) -> ProtocolVersion.SPOKEN.forEach(one -> one.write(out)),
        payload -> payload.structures(Tag.PROTOCOL_VERSION).map(ProtocolVersion::read).toList());
  }

  /// Ask for the codes of the operations that the server offers to this client.
  public static Request<List<Integer>> operations() {
    return new Request<>(
        Operation.QUERY,
        (out, _) -> out.enumeration(Tag.QUERY_FUNCTION, QUERY_OPERATIONS),
        payload -> payload.numbers(Tag.OPERATION).toList());
  }

  /// Ask for the unique identifiers of all symmetric keys that have all of these names.
  public static Request<List<String>> locate(String... names) {
    return new Request<>(
        Operation.LOCATE,
        (out, version) -> {
          Runnable wanted =
              () -> {
                Attribute.OBJECT_TYPE.write(
                    out, version, tag -> out.enumeration(tag, SYMMETRIC_KEY));
                Stream.of(names).forEach(name -> Attribute.name(out, version, name));
              };
          if (version.plainAttributes()) {
            out.structure(Tag.ATTRIBUTES, wanted);
          } else {
            wanted.run();
          }
        },
        payload -> payload.texts(Tag.UNIQUE_IDENTIFIER).toList());
  }

  /// Ask for what the server tells of an object.
  public static Request<ManagedObject> describe(String id) {
    return new Request<>(
        Operation.GET_ATTRIBUTES,
        (out, version) -> {
          out.text(Tag.UNIQUE_IDENTIFIER, id);
          Stream.of(Attribute.STATE, Attribute.INITIAL_DATE, Attribute.NAME, Attribute.LINK)
              .forEach(attribute -> attribute.ask(out, version));
        },
        payload -> ManagedObject.read(id, payload));
  }

  /// Make an AES key of 256 bits that encrypts and decrypts, once it is activated.
  ///
  /// @return its unique identifier
  public static Request<String> create(List<String> names) {
    return new Request<>(
        Operation.CREATE,
        (out, version) ->
            out.enumeration(Tag.OBJECT_TYPE, SYMMETRIC_KEY)
                .structure(
                    version.plainAttributes() ? Tag.ATTRIBUTES : Tag.TEMPLATE_ATTRIBUTE,
                    () -> {
                      Attribute.CRYPTOGRAPHIC_ALGORITHM.write(
                          out, version, tag -> out.enumeration(tag, AES));
                      Attribute.CRYPTOGRAPHIC_LENGTH.write(
                          out, version, tag -> out.integer(tag, BITS));
                      Attribute.CRYPTOGRAPHIC_USAGE_MASK.write(
                          out, version, tag -> out.integer(tag, ENCRYPT_AND_DECRYPT));
                      names.forEach(name -> Attribute.name(out, version, name));
                    }),
        Requests::identifier);
  }

  /// Replace an object by a fresh one at once, which takes over its names.
  ///
  /// @return the unique identifier of the fresh one
  public static Request<String> rekey(String id) {
    return changed(Operation.REKEY, id, (out, _) -> out.interval(Tag.OFFSET, 0));
  }

  /// Let an object be used.
  public static Request<String> activate(String id) {
    return changed(Operation.ACTIVATE, id, (_, _) -> {});
  }

  /// Give an object another name in the place of one that it has.
  public static Request<String> rename(ManagedObject object, String from, String to) {
    if (!object.names().containsKey(from)) {
      throw new IllegalArgumentException("the object has another name");
    }
    return changed(
        Operation.MODIFY_ATTRIBUTE,
        object.id(),
        (out, version) -> {
          if (version.plainAttributes()) {
            out.structure(Tag.CURRENT_ATTRIBUTE, () -> Attribute.name(out, version, from))
                .structure(Tag.NEW_ATTRIBUTE, () -> Attribute.name(out, version, to));
          } else {
            Attribute.indexedName(out, object.names().getOrDefault(from, 0), to);
          }
        });
  }

  /// Let an object be used no more, as its time is over.
  public static Request<String> revoke(String id) {
    return changed(
        Operation.REVOKE,
        id,
        (out, _) ->
            out.structure(
                Tag.REVOCATION_REASON,
                () -> out.enumeration(Tag.REVOCATION_REASON_CODE, CESSATION_OF_OPERATION)));
  }

  /// Destroy an object, for ever. Servers refuse to while it is active.
  public static Request<String> destroy(String id) {
    return changed(Operation.DESTROY, id, (_, _) -> {});
  }

  private static Request<String> changed(Operation operation, String id, Request.Payload more) {
    return new Request<>(
        operation,
        (out, version) -> {
          out.text(Tag.UNIQUE_IDENTIFIER, id);
          more.write(out, version);
        },
        Requests::identifier);
  }

  private static String identifier(Item.Structure payload) {
    return payload.text(Tag.UNIQUE_IDENTIFIER);
  }
}
