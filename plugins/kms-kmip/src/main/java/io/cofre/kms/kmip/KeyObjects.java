package io.cofre.kms.kmip;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds, makes and changes the symmetric key objects of a server. Thread-safe.
record KeyObjects(KmipClient client) {
  private static final int SYMMETRIC_KEY = 2;
  private static final int AES = 3;
  private static final int BITS = 256;
  private static final int ENCRYPT_AND_DECRYPT = 4 | 8;
  private static final int CESSATION_OF_OPERATION = 6;

  /// The unique identifiers of the objects of a name.
  List<String> named(String name) throws Refusal {
    return located(name, true);
  }

  /// The unique identifiers of all symmetric keys.
  List<String> all() throws Refusal {
    return located("", false);
  }

  private List<String> located(String name, boolean byName) throws Refusal {
    return client.call(
        Operation.LOCATE,
        (out, version) -> {
          Runnable wanted =
              () -> {
                Attribute.OBJECT_TYPE.write(
                    out, version, tag -> out.enumeration(tag, SYMMETRIC_KEY));
                if (byName) {
                  Attribute.name(out, version, name);
                }
              };
          if (version.plainAttributes()) {
            out.structure(Tag.ATTRIBUTES, wanted);
          } else {
            wanted.run();
          }
        },
        payload -> payload.texts(Tag.UNIQUE_IDENTIFIER).toList());
  }

  /// The object whose turn it is: while a key is being rotated there may be two of its name.
  ///
  /// @throws KmsException `KEY_NOT_FOUND`
  String newest(KeyId key) throws Refusal {
    List<String> ids = named(key.value());
    return ids.size() == 1 ? ids.getFirst() : newest(key, described(ids)).id();
  }

  /// The same, described; never a destroyed one.
  KeyObject current(KeyId key) throws Refusal {
    return newest(key, described(named(key.value())));
  }

  private KeyObject newest(KeyId key, List<KeyObject> objects) {
    return objects.stream()
        .max(Comparator.comparing(KeyObject::isActive).thenComparing(KeyObject.BY_AGE))
        .orElseThrow(() -> notFound(key));
  }

  private KmsException notFound(KeyId key) {
    return client.channel().failure(Reason.KEY_NOT_FOUND, "it has no key " + key);
  }

  /// Describe objects, passing over those that are destroyed.
  List<KeyObject> described(List<String> ids) throws Refusal {
    List<KeyObject> found = new ArrayList<>();
    for (String id : ids) {
      found.addAll(found(id).filter(object -> !object.isDestroyed()).stream().toList());
    }
    return found;
  }

  private Optional<KeyObject> found(String id) throws Refusal {
    try {
      return Optional.of(object(id));
    } catch (Refusal e) {
      if (Failures.reason(e) == Reason.KEY_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  KeyObject object(String id) throws Refusal {
    return client.call(
        Operation.GET_ATTRIBUTES,
        (out, version) -> {
          out.text(Tag.UNIQUE_IDENTIFIER, id);
          Stream.of(Attribute.STATE, Attribute.INITIAL_DATE, Attribute.NAME, Attribute.LINK)
              .forEach(attribute -> attribute.ask(out, version));
        },
        payload -> KeyObject.read(id, payload));
  }

  /// Make an active object of a name.
  String create(String name) throws Refusal {
    String id =
        client.call(
            Operation.CREATE,
            (out, version) -> {
              out.enumeration(Tag.OBJECT_TYPE, SYMMETRIC_KEY);
              Attribute.group(
                  out,
                  version,
                  () -> {
                    Attribute.ALGORITHM.write(out, version, tag -> out.enumeration(tag, AES));
                    Attribute.LENGTH.write(out, version, tag -> out.integer(tag, BITS));
                    Attribute.USAGE_MASK.write(
                        out, version, tag -> out.integer(tag, ENCRYPT_AND_DECRYPT));
                    Attribute.name(out, version, name);
                  });
            },
            KeyObjects::identified);
    activate(id);
    return id;
  }

  /// Let the server replace an object by a fresh one of the same name.
  String rekey(String id) throws Refusal {
    return client.call(
        Operation.REKEY,
        (out, _) -> out.text(Tag.UNIQUE_IDENTIFIER, id).interval(Tag.OFFSET, 0),
        KeyObjects::identified);
  }

  void activate(String id) throws Refusal {
    client.call(
        Operation.ACTIVATE,
        (out, _) -> out.text(Tag.UNIQUE_IDENTIFIER, id),
        KeyObjects::identified);
  }

  /// Give an object another name in the place of one.
  void rename(KeyObject object, String from, String to) throws Refusal {
    client.call(
        Operation.MODIFY_ATTRIBUTE,
        (out, version) -> {
          out.text(Tag.UNIQUE_IDENTIFIER, object.id());
          if (version.plainAttributes()) {
            out.structure(Tag.CURRENT_ATTRIBUTE, () -> Attribute.name(out, version, from))
                .structure(Tag.NEW_ATTRIBUTE, () -> Attribute.name(out, version, to));
          } else {
            Attribute.indexedName(out, object.names().indexOf(from), to);
          }
        },
        KeyObjects::identified);
  }

  /// Destroy an object, for ever; an active one is revoked first.
  void destroy(KeyObject object) throws Refusal {
    if (object.isActive()) {
      client.call(
          Operation.REVOKE,
          (out, _) ->
              out.text(Tag.UNIQUE_IDENTIFIER, object.id())
                  .structure(
                      Tag.REVOCATION_REASON,
                      () -> out.enumeration(Tag.REVOCATION_REASON_CODE, CESSATION_OF_OPERATION)),
          KeyObjects::identified);
    }
    client.call(
        Operation.DESTROY,
        (out, _) -> out.text(Tag.UNIQUE_IDENTIFIER, object.id()),
        KeyObjects::identified);
  }

  private static String identified(Item.Structure payload) {
    return payload.text(Tag.UNIQUE_IDENTIFIER);
  }
}
