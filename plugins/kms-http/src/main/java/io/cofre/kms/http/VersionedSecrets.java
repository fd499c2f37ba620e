package io.cofre.kms.http;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A store that numbers the versions of its secrets and switches them off one by one, with what
/// makes keys of such secrets. Thread-safe.
///
/// A key is enabled while any of its versions is, and wraps under the newest of these. Disabling
/// and enabling a key changes all its versions. The methods without a body are the store's own.
public interface VersionedSecrets extends SecretStore, KeyAdministration {
  /// Stands for the newest version, whatever its status.
  long NEWEST = 0;

  /// Whether a version may be used.
  enum Status {
    /// It may.
    ENABLED,
    /// It may not until it is enabled.
    DISABLED,
    /// Its material is gone for ever.
    DESTROYED
  }

  /// What a store tells of a version.
  ///
  /// @param number from 1
  /// @param created when it was made
  record Version(long number, Status status, Instant created) {}

  /// Tell the versions of a key, the newest first, also those that were destroyed.
  ///
  /// @throws KmsException `KEY_NOT_FOUND` if there is no such secret
  List<Version> versions(KeyId key);

  /// Fetch the material of a version, or of [#NEWEST]; the caller closes it.
  ///
  /// @throws KmsException `KEY_NOT_FOUND` if it is not there or was destroyed, `KEY_DISABLED` if it
  ///   may not be used
  Material access(KeyId key, long version);

  /// Create a secret without any version.
  ///
  /// @throws KmsException `KEY_EXISTS` if there is one of that name
  void createSecret(KeyId key);

  /// Add a version, which is the newest then.
  ///
  /// @param material 256 bits, which the caller wipes
  void addVersion(KeyId key, byte[] material);

  /// Allow the use of a version.
  void enable(KeyId key, long version);

  /// Forbid the use of a version.
  void disable(KeyId key, long version);

  /// Tell the secrets that were created as keys, in any order.
  Stream<KeyId> keys();

  @Override
  default Material newest(KeyId key) {
    return Lookup.find(() -> access(key, NEWEST), Reason.KEY_DISABLED, Reason.KEY_NOT_FOUND)
        .orElseGet(() -> {
          List<Long> enabled = numbers(key, Status.ENABLED);
          return access(key, enabled.isEmpty() ? NEWEST : enabled.getFirst());
        });
  }

  @Override
  default Material version(KeyId key, long version) {
    try {
      return access(key, version);
    } catch (KmsException e) {
      boolean neverWas =
          e.reason() == Reason.KEY_NOT_FOUND
              && versions(key).stream().noneMatch(one -> one.number() == version);
      throw neverWas ? NotAuthentic.under(key) : e;
    }
  }

  private List<Long> numbers(KeyId key, Status status) {
    return versions(key).stream()
        .filter(one -> one.status() == status)
        .map(Version::number)
        .toList();
  }

  @Override
  default KeyAdministration administration() {
    return this;
  }

  @Override
  default KeyDescription create(KeyId key) {
    try {
      createSecret(key);
    } catch (KmsException e) {
      // A secret without any version is what a crash between the two calls leaves.
      if (e.reason() != Reason.KEY_EXISTS || !versions(key).isEmpty()) {
        throw e;
      }
    }
    return add(key);
  }

  @Override
  default KeyDescription rotate(KeyId key) {
    describe(key); // or it is not there
    return add(key);
  }

  private KeyDescription add(KeyId key) {
    try (DataKey fresh = DataKey.random()) {
      return fresh.use(bytes -> {
        addVersion(key, bytes);
        return describe(key);
      });
    }
  }

  @Override
  default KeyDescription describe(KeyId key) {
    List<Version> left =
        versions(key).stream().filter(one -> one.status() != Status.DESTROYED).toList();
    if (left.isEmpty()) {
      throw new KmsException(
          Reason.KEY_NOT_FOUND, "%s has no key %s".formatted(this, resolve(key)));
    }
    Optional<Version> enabled =
        left.stream().filter(one -> one.status() == Status.ENABLED).findFirst();
    return new KeyDescription(
        key,
        enabled.isPresent() ? KeyDescription.State.ENABLED : KeyDescription.State.DISABLED,
        Long.toString(enabled.orElse(left.getFirst()).number()),
        Optional.of(left.getLast().created()));
  }

  /// Passes over keys that have gone meanwhile.
  @Override
  default List<KeyDescription> list() {
    return keys()
        .flatMap(key -> Lookup.find(() -> describe(key), Reason.KEY_NOT_FOUND).stream())
        .sorted(Comparator.comparing(description -> description.key().value()))
        .toList();
  }

  @Override
  default void enable(KeyId key) {
    numbers(key, Status.DISABLED).forEach(version -> enable(key, version));
  }

  @Override
  default void disable(KeyId key) {
    numbers(key, Status.ENABLED).forEach(version -> disable(key, version));
  }
}
