package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.SecretStore;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keys as secrets in one folder of a KV engine. Thread-safe.
///
/// The value of version 3 is the field `3` of a secret. It is sealed for its folder, its key and
/// its number, so that none is taken for another.
abstract sealed class KvSecrets implements SecretStore, KeyAdministration
    permits KvVersion1, KvVersion2 {
  static final long NEWEST = 0;

  /// Where the secrets are, and what seals them.
  ///
  /// @param folder below the mount
  record Place(VaultClient vault, VaultProbe probe, String mount, String folder, Seal seal) {}

  /// What an engine tells of the versions of a key.
  ///
  /// @param newest the number of the last one that was written; 0 for none
  /// @param left the numbers of those that were not destroyed
  /// @param deleted whether the newest was deleted and can be undeleted
  /// @param kept how many the engine knows of
  /// @param most how many it keeps before it destroys the oldest
  record Versions(
      long newest,
      List<Long> left,
      boolean deleted,
      int kept,
      int most,
      Optional<Instant> created) {
    static final Versions NONE =
        new Versions(0, List.of(), false, 0, Integer.MAX_VALUE, Optional.empty());
  }

  /// A value as it is stored.
  record Value(long version, String text) {}

  final VaultClient vault;
  private final Place place;
  private final String engine;
  private final String data;
  private final String metadata;

  /// @param engine the version of the engine
  /// @param data what stands between the mount and a secret that is read
  /// @param metadata and between the mount and one that is listed or deleted
  KvSecrets(Place place, String engine, String data, String metadata) {
    this.vault = place.vault();
    this.place = place;
    this.engine = engine;
    this.data = data;
    this.metadata = metadata;
  }

  /// The versions of a key, none if it is not there.
  abstract Versions versions(KeyId key);

  /// Read a version, or the newest one for [#NEWEST].
  abstract Value read(KeyId key, long version);

  /// Make room for a key that is not there.
  abstract void prepare(KeyId key);

  /// Write a value, if no other has its number.
  abstract void write(KeyId key, Value value);

  /// Delete or undelete all versions of a key.
  ///
  /// @param api what stands between the mount and the secret
  abstract void change(KeyId key, String api);

  String path(String api, KeyId key) {
    return folder(api) + "/" + vault.named(key);
  }

  String path(KeyId key) {
    return path(data, key);
  }

  private String folder(String api) {
    return "%s/%s%s".formatted(place.mount(), api, place.folder());
  }

  @Override
  public KeyId resolve(KeyId key) {
    return vault.named(key);
  }

  @Override
  public Material newest(KeyId key) {
    return version(key, NEWEST);
  }

  @Override
  public Material version(KeyId key, long version) {
    place.probe().used(place.mount(), Map.of(path(key), "read"));
    Value value = read(key, version);
    String prefix = place.seal().prefix();
    if (!value.text().matches(prefix + "[A-Za-z0-9+/]+={0,2}")) {
      throw notOpened(key, value, "it is no key that was sealed as " + prefix);
    }
    byte[] sealed = Base64.getDecoder().decode(value.text().substring(prefix.length()));
    return place
        .seal()
        .opening()
        .apply(sealed, context(key, value.version()))
        .map(material -> new Material(value.version(), material))
        .orElseThrow(() ->
            notOpened(key, value, "it was sealed with another key or elsewhere, or was changed"));
  }

  private KmsException notOpened(KeyId key, Value value, String why) {
    return vault.failure(
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

  /// Says why a version is not there.
  KmsException absent(KeyId key, long version, long newest) {
    return newest == 0
        ? notFound(key)
        : vault.failure(
            version > newest ? Reason.NOT_AUTHENTIC : Reason.KEY_NOT_FOUND,
            "has no version %d of the key at %s",
            version,
            path(key));
  }

  private KmsException notFound(KeyId key) {
    return vault.failure(Reason.KEY_NOT_FOUND, "has no key at %s (404)", path(metadata, key));
  }

  KmsException disabled(KeyId key, long version) {
    return vault.failure(
        Reason.KEY_DISABLED,
        "has version %d of the key at %s deleted: enable the key, which undeletes it",
        version,
        path(key));
  }

  /// The versions of a key that is there.
  Versions required(KeyId key) {
    Versions versions = versions(key);
    if (versions.left().isEmpty()) {
      throw notFound(key);
    }
    return versions;
  }

  @Override
  public KeyDescription describe(KeyId key) {
    Versions versions = required(key);
    boolean usable = versions.left().contains(versions.newest()) && !versions.deleted();
    return new KeyDescription(
        key,
        usable ? State.ENABLED : State.DISABLED,
        Long.toString(versions.newest()),
        versions.created());
  }

  @Override
  public KeyDescription create(KeyId key) {
    requireEngine();
    Versions versions = versions(key);
    if (!versions.left().isEmpty()) {
      throw vault.failure(Reason.KEY_EXISTS, "has a key at %s already", path(key));
    }
    prepare(key);
    return add(key, versions.newest() + 1);
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    Versions versions = required(key);
    if (versions.deleted()) {
      throw disabled(key, versions.newest());
    }
    if (versions.kept() >= versions.most()) {
      throw vault.failure(
          Reason.UNSUPPORTED,
          "keeps %d versions at %s, and another would destroy the oldest: raise max_versions",
          versions.kept(),
          path(metadata, key));
    }
    return add(key, versions.newest() + 1);
  }

  private KeyDescription add(KeyId key, long version) {
    Seal seal = place.seal();
    try (DataKey material = DataKey.random()) {
      byte[] sealed = seal.sealing().apply(material, context(key, version));
      write(key, new Value(version, seal.prefix() + Base64.getEncoder().encodeToString(sealed)));
    }
    return describe(key);
  }

  @Override
  public List<KeyDescription> list() {
    return vault.list(folder(metadata), this::describe);
  }

  @Override
  public void enable(KeyId key) {
    change(key, "undelete/");
  }

  @Override
  public void disable(KeyId key) {
    change(key, "delete/");
  }

  @Override
  public void delete(KeyId key) {
    required(key);
    vault.delete(path(metadata, key));
  }

  /// Refuse an engine of the other version: it would take what is written, and keep it where nobody
  /// looks.
  private void requireEngine() {
    JsonNode mount =
        vault.find("sys/internal/ui/mounts/" + place.mount()).orElseGet(VaultClient::object);
    String type = mount.path("type").asText();
    String version = mount.path("options").path("version").asText("1");
    if (!type.equals("kv") || !version.equals(engine)) {
      throw vault.failure(
          Reason.UNEXPECTED,
          "has no KV engine of version %s at %s/, but one of type %s and version %s: set engine or"
              + " mount",
          engine,
          place.mount(),
          type,
          version);
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
    vault.api().close();
  }

  @Override
  public String toString() {
    return vault.api().toString();
  }
}
