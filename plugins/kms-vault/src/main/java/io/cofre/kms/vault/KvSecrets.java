package io.cofre.kms.vault;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Lookup;
import io.cofre.kms.http.VersionedSecrets;
import io.cofre.vault.client.VaultClient;

/// Keys as secrets in one folder of a KV engine. Thread-safe.
///
/// The value of version 3 is the field `3` of a secret. It is sealed for its folder, its key and
/// its number, so that none is taken for another. A key wraps under its newest version and no
/// other.
abstract sealed class KvSecrets implements VersionedSecrets permits KvVersion1, KvVersion2 {

  /// Where the secrets are, and what seals them.
  ///
  /// @param folder below the mount
  record Place(VaultClient vault, String mount, String folder, Seal seal) {}

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

  /// Read a version, or the newest one for [#NEWEST].
  abstract Value read(KeyId key, long version);

  /// Write a value, if no other has its number.
  abstract void write(KeyId key, Value value);

  private String folder(String api) {
    return "%s/%s%s".formatted(place.mount(), engine == 1 ? "" : api, place.folder());
  }

  /// @param api what stands between the mount and the secret, in version 2
  String path(String api, KeyId key) {
    return folder(api) + "/" + KeyNames.checked(vault, key);
  }

  String path(KeyId key) {
    return path("data/", key);
  }

  /// Read the versions of a document whose fields are named by their numbers.
  static List<Version> versions(JsonNode fields, BiFunction<Long, JsonNode, Version> read) {
    return fields.properties().stream()
        .filter(field -> field.getKey().matches("[1-9]\\d{0,8}"))
        .map(field -> read.apply(Long.valueOf(field.getKey()), field.getValue()))
        .sorted(Comparator.comparingLong(Version::number).reversed())
        .toList();
  }

  @Override
  public KeyId resolve(KeyId key) {
    return KeyNames.checked(vault, key);
  }

  @Override
  public Version wrapping(List<Version> versions) {
    return versions.getFirst();
  }

  @Override
  public Material newest(KeyId key) {
    return access(key, NEWEST);
  }

  @Override
  public Material access(KeyId key, long version) {
    vault.need(place.mount(), Map.of(path(key), "read"));
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

  /// Says that a key that may be there has no such version.
  KmsException absent(KeyId key, long version) {
    return vault.failure(
        Reason.KEY_NOT_FOUND, "has no version %d of the key at %s", version, path(key));
  }

  @Override
  public long createSecret(KeyId key) {
    requireEngine();
    List<Version> before = Lookup.find(() -> versions(key), Reason.KEY_NOT_FOUND).orElse(List.of());
    if (before.stream().anyMatch(Version::isLeft)) {
      throw vault.failure(Reason.KEY_EXISTS, "has a key at %s already", path(key));
    }
    return before.isEmpty() ? 1 : before.getFirst().number() + 1;
  }

  @Override
  public void addVersion(KeyId key, long number, DataKey material) {
    write(key, new Value(number, place.seal().seal(material, context(key, number))));
  }

  @Override
  public List<KeyDescription> list() {
    return KeyNames.list(vault, folder("metadata/"), this::describe);
  }

  @Override
  public void delete(KeyId key) {
    require(key, versions(key));
    vault.delete(path("metadata/", key));
  }

  /// Refuse an engine of the other version: it would take what is written, and keep it where nobody
  /// looks.
  private void requireEngine() {
    var found = vault.mount(place.mount());
    if (!found.equals(new VaultClient.Mount("kv", Integer.toString(engine)))) {
      String words =
          "has no KV engine of version %d at %s/, but one of type %s and version %s: set engine or"
              + " mount";
      throw vault.failure(
          Reason.UNEXPECTED, words, engine, place.mount(), found.type(), found.version());
    }
  }

  @Override
  public Health health() {
    return vault.probe(this::requireEngine);
  }

  @Override
  public void close() {
    vault.close();
  }

  @Override
  public String toString() {
    return vault.toString();
  }
}
