package io.cofre.kms.vault;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.SecretStore;

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
  record Place(VaultClient vault, String mount, String folder, Seal seal) {}

  /// What an engine tells of the versions of a key.
  ///
  /// @param newest the number of the last one that was written; 0 for none
  /// @param left the numbers of those that were not destroyed, the oldest first
  /// @param deleted whether the newest was deleted and can be undeleted
  /// @param most how many the engine keeps: it destroys those with lower numbers
  record Versions(
      long newest, List<Long> left, boolean deleted, long most, Optional<Instant> created) {
    static final Versions NONE =
        new Versions(0, List.of(), false, Integer.MAX_VALUE, Optional.empty());
  }

  /// A value as it is stored.
  record Value(long version, String text) {}

  final VaultClient vault;
  private final Place place;
  private final int engine;

  /// @param engine the version of the engine
  KvSecrets(Place place, int engine) {
    this.vault = place.vault();
    this.place = place;
    this.engine = engine;
  }

  /// The versions of a key, none if it is not there.
  abstract Versions versions(KeyId key);

  /// Read a version, or the newest one for [#NEWEST].
  abstract Value read(KeyId key, long version);

  /// Write a value, if no other has its number.
  ///
  /// @param first whether it makes a key
  abstract void write(KeyId key, Value value, boolean first);

  /// Delete or undelete all versions of a key.
  ///
  /// @param api what stands between the mount and the secret
  abstract void change(KeyId key, String api);

  private String folder(String api) {
    return "%s/%s%s".formatted(place.mount(), engine == 1 ? "" : api, place.folder());
  }

  /// @param api what stands between the mount and the secret, in version 2
  String path(String api, KeyId key) {
    return folder(api) + "/" + vault.named(key);
  }

  String path(KeyId key) {
    return path("data/", key);
  }

  /// The numbers of the versions that were not destroyed.
  ///
  /// @param versions whatever is told of them, by number
  static List<Long> left(JsonNode versions) {
    return versions.properties().stream()
        .filter(version -> version.getKey().matches("[1-9]\\d{0,8}"))
        .filter(version -> !version.getValue().path("destroyed").asBoolean())
        .map(version -> Long.valueOf(version.getKey()))
        .sorted()
        .toList();
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
    vault.used().put(place.mount(), Map.of(path(key), "read"));
    Value value = read(key, version);
    long number = value.version();
    return place
        .seal()
        .open(value.text(), context(key, number))
        .map(material -> new Material(number, material))
        .orElseThrow(() -> {
          String words = "has version %d at %s and it does not open: it %s";
          return vault.failure(Reason.UNEXPECTED, words, number, path(key), wrong(value));
        });
  }

  private String wrong(Value value) {
    String prefix = place.seal().prefix();
    return value.text().startsWith(prefix)
        ? "was sealed with another key or elsewhere, or was changed"
        : "is no key that was sealed as " + prefix;
  }

  private KeyContext context(KeyId key, long version) {
    return KeyContext.of(
        Map.of("secret", place.folder() + "/" + key, "version", Long.toString(version)));
  }

  /// Says why a version is not there.
  KmsException absent(KeyId key, long version, long newest) {
    if (newest == 0) {
      return vault.absent(path("metadata/", key));
    }
    Reason reason = version > newest ? Reason.NOT_AUTHENTIC : Reason.KEY_NOT_FOUND;
    return vault.failure(reason, "has no version %d of the key at %s", version, path(key));
  }

  KmsException disabled(KeyId key, long version) {
    String words = "has version %d of the key at %s deleted: enable the key, which undeletes it";
    return vault.failure(Reason.KEY_DISABLED, words, version, path(key));
  }

  /// The versions of a key that is there.
  Versions required(KeyId key) {
    Versions versions = versions(key);
    if (versions.left().isEmpty()) {
      throw absent(key, NEWEST, 0);
    }
    return versions;
  }

  @Override
  public KeyDescription describe(KeyId key) {
    Versions versions = required(key);
    long newest = versions.newest();
    boolean usable = versions.left().contains(newest) && !versions.deleted();
    State state = usable ? State.ENABLED : State.DISABLED;
    return new KeyDescription(key, state, Long.toString(newest), versions.created());
  }

  @Override
  public KeyDescription create(KeyId key) {
    requireEngine();
    Versions versions = versions(key);
    if (!versions.left().isEmpty()) {
      throw vault.failure(Reason.KEY_EXISTS, "has a key at %s already", path(key));
    }
    return add(key, versions.newest() + 1, true);
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    Versions versions = required(key);
    long next = versions.newest() + 1;
    if (versions.deleted()) {
      throw disabled(key, versions.newest());
    }
    if (versions.left().getFirst() <= next - versions.most()) {
      String words =
          "keeps %d versions at %s, and another would destroy the oldest: raise max_versions";
      throw vault.failure(Reason.UNSUPPORTED, words, versions.most(), path("metadata/", key));
    }
    return add(key, next, false);
  }

  private KeyDescription add(KeyId key, long version, boolean first) {
    try (DataKey material = DataKey.random()) {
      String sealed = place.seal().seal(material, context(key, version));
      write(key, new Value(version, sealed), first);
    }
    return describe(key);
  }

  @Override
  public List<KeyDescription> list() {
    return vault.list(folder("metadata/"), this::describe);
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
    vault.delete(path("metadata/", key));
  }

  /// Refuse an engine of the other version: it would take what is written, and keep it where nobody
  /// looks.
  private void requireEngine() {
    JsonNode mount =
        vault.find("sys/internal/ui/mounts/" + place.mount()).orElseGet(VaultClient::object);
    String type = mount.path("type").asText();
    String version = mount.path("options").path("version").asText("1");
    if (!type.equals("kv") || !version.equals(Integer.toString(engine))) {
      String words =
          "has no KV engine of version %d at %s/, but one of type %s and version %s: set engine or"
              + " mount";
      throw vault.failure(Reason.UNEXPECTED, words, engine, place.mount(), type, version);
    }
  }

  @Override
  public Health health() {
    return vault.probe(this::requireEngine);
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
