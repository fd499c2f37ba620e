package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.Lookup;
import io.cofre.kms.http.SecretStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Keys as secrets in one folder of a KV engine. Thread-safe.
///
/// The value of version 3 is the field `3` of a secret. It is sealed for its folder, its key and
/// its number, so that none is taken for another.
abstract sealed class KvSecrets implements SecretStore, KeyAdministration
    permits KvVersion1, KvVersion2 {
  static final long NEWEST = 0;

  /// Where the secrets are.
  ///
  /// @param folder below the mount
  record Place(VaultClient vault, VaultProbe probe, String mount, String folder) {
    String path(String api) {
      return "%s/%s%s".formatted(mount, api, folder);
    }

    KmsException failure(Reason reason, String message, Object... parts) {
      return new KmsException(reason, vault + " " + message.formatted(parts));
    }
  }

  /// What is where in a version of the engine.
  ///
  /// @param number of that version
  /// @param data what stands between the mount and a secret that is read
  /// @param metadata and between the mount and one that is listed or deleted
  record Layout(String number, String data, String metadata) {}

  /// A value as it is stored.
  record Value(long version, String text) {}

  final Place place;
  private final Layout layout;
  private final Seal seal;

  KvSecrets(Place place, Layout layout, Seal seal) {
    this.place = place;
    this.layout = layout;
    this.seal = seal;
  }

  /// Read a version, or the newest one for [#NEWEST].
  abstract Value read(KeyId key, long version);

  /// Make room for a key that is not there, and tell the number of its first version.
  abstract long first(KeyId key);

  /// The number of the version that a rotation adds.
  abstract long next(KeyId key);

  /// Write a value, if no other has its number.
  abstract void write(KeyId key, Value value);

  String path(KeyId key) {
    return place.path(layout.data()) + "/" + resolve(key);
  }

  String metadataPath(KeyId key) {
    return place.path(layout.metadata()) + "/" + resolve(key);
  }

  @Override
  public KeyId resolve(KeyId key) {
    return TransitKeys.named(place.vault(), key);
  }

  @Override
  public Material newest(KeyId key) {
    return version(key, NEWEST);
  }

  @Override
  public Material version(KeyId key, long version) {
    place.probe().used(place.mount(), Map.of(path(key), "read"));
    Value value = read(key, version);
    String prefix = seal.prefix();
    if (!value.text().matches(prefix + "[A-Za-z0-9+/]+={0,2}")) {
      throw notOpened(key, value, "it is no key that was sealed as " + prefix);
    }
    byte[] sealed = Base64.getDecoder().decode(value.text().substring(prefix.length()));
    return seal.open(sealed, context(key, value.version()))
        .map(material -> new Material(value.version(), material))
        .orElseThrow(() ->
            notOpened(key, value, "it was sealed with another key or elsewhere, or was changed"));
  }

  private KmsException notOpened(KeyId key, Value value, String why) {
    return place.failure(
        Reason.UNEXPECTED,
        "has version %d at %s and it does not open: %s",
        value.version(),
        path(key),
        why);
  }

  private KeyContext context(KeyId key, long version) {
    return KeyContext.of(
        Map.of("secret", place.folder() + "/" + key, "version", Long.toString(version)));
  }

  @Override
  public KeyDescription create(KeyId key) {
    requireEngine();
    if (Lookup.find(() -> describe(key), Reason.KEY_NOT_FOUND).isPresent()) {
      throw place.failure(Reason.KEY_EXISTS, "has a key at %s already", path(key));
    }
    return add(key, first(key));
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    return add(key, next(key));
  }

  private KeyDescription add(KeyId key, long version) {
    try (DataKey material = DataKey.random()) {
      byte[] sealed = seal.seal(material, context(key, version));
      write(key, new Value(version, seal.prefix() + Base64.getEncoder().encodeToString(sealed)));
    }
    return describe(key);
  }

  /// Passes over keys that have gone meanwhile, or that the policy keeps for others.
  @Override
  public List<KeyDescription> list() {
    return place
        .vault()
        .names(place.path(layout.metadata()))
        .filter(name -> !name.endsWith("/"))
        .map(KeyId::new)
        .flatMap(key ->
            Lookup.find(() -> describe(key), Reason.KEY_NOT_FOUND, Reason.ACCESS_DENIED).stream())
        .toList();
  }

  @Override
  public void delete(KeyId key) {
    describe(key); // or it is not there
    place.vault().delete(metadataPath(key));
  }

  /// Refuse an engine of the other version: it would take what is written, and keep it where nobody
  /// looks.
  private void requireEngine() {
    JsonNode mount =
        place
            .vault()
            .find("sys/internal/ui/mounts/" + place.mount())
            .orElseGet(VaultClient::object);
    String type = mount.path("type").asText();
    String number = mount.path("options").path("version").asText("1");
    if (!type.equals("kv") || !number.equals(layout.number())) {
      throw place.failure(
          Reason.UNEXPECTED,
          "has no KV engine of version %s at %s/, but one of type %s and version %s: set engine or"
              + " mount",
          layout.number(),
          place.mount(),
          type,
          number);
    }
  }

  @Override
  public Health health() {
    return place.probe().run(this::requireEngine);
  }

  @Override
  public KeyAdministration administration() {
    return this;
  }

  @Override
  public void close() {
    place.vault().close();
  }

  @Override
  public String toString() {
    return place.vault().toString();
  }
}
