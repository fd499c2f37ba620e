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

  final VaultClient vault;
  private final Place place;
  private final int engine;

  /// @param engine the version of the engine
  KvSecrets(Place place, int engine) {
    this.vault = place.vault();
    this.place = place;
    this.engine = engine;
  }

  /// Read a version, or the newest one for [#NEWEST], and return it [#opened].
  abstract Material read(KeyId key, long version);

  /// Write a sealed value, if no other has its number.
  abstract void write(KeyId key, long number, String sealed);

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
    return vault.named(key);
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
    return read(key, version);
  }

  /// Open what was read as the value of a version.
  Material opened(KeyId key, long number, String sealed) {
    Seal seal = place.seal();
    String wrong =
        sealed.startsWith(seal.prefix())
            ? "was sealed with another key or elsewhere, or was changed"
            : "is no key that was sealed as " + seal.prefix();
    String words = "has version %d at %s and it does not open: it %s";
    DataKey material =
        seal.open(sealed, context(key, number))
            .orElseThrow(() -> vault.failure(Reason.UNEXPECTED, words, number, path(key), wrong));
    return new Material(number, material);
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
    write(key, number, place.seal().seal(material, context(key, number)));
  }

  @Override
  public Stream<KeyId> keys() {
    return vault.names(folder("metadata/")).map(KeyId::new);
  }

  /// Passes over keys that the policy keeps for others, too.
  @Override
  public List<KeyDescription> list() {
    return Lookup.each(keys(), this::describe, Reason.KEY_NOT_FOUND, Reason.ACCESS_DENIED);
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
    require(key, versions(key));
    vault.delete(path("metadata/", key));
  }

  private void requireEngine() {
    vault.requireEngine("KV", engine, place.mount());
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
