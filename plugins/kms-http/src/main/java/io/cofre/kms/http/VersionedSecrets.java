package io.cofre.kms.http;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A store that numbers the versions of its secrets, with what makes keys of such secrets.
/// Thread-safe.
///
/// The methods without a body are the store's own, and those of [KeyAdministration] that have none
/// here: it knows best how to switch versions on and off.
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
  /// @param number from 1, higher than that of any before it
  /// @param created when it was made, if the store tells
  record Version(long number, Status status, Optional<Instant> created) {
    /// Whether its material is still there.
    public boolean isLeft() {
      return status != Status.DESTROYED;
    }
  }

  /// Tell the versions of a key, the newest first, with those that were destroyed as far as the
  /// store remembers them.
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
  /// @return the number that its first version will have: more than 1 if the store reuses a secret
  ///   whose versions were all destroyed
  /// @throws KmsException `KEY_EXISTS` if there is one of that name
  long createSecret(KeyId key);

  /// Add a version, which is the newest then.
  ///
  /// @param number its number if nobody else added one meanwhile; a store that can check that fails
  ///   with `UNAVAILABLE` if somebody did
  /// @param material 256 bits, which the caller closes
  void addVersion(KeyId key, long number, DataKey material);

  /// Tell the secrets that were created as keys, in any order.
  Stream<KeyId> keys();

  /// Tell which version a key wraps under, and is enabled as long as it is: the newest one that is
  /// enabled, or the newest that is left.
  ///
  /// @param versions as [#versions] tells them, of which one at least is left
  default Version wrapping(List<Version> versions) {
    return versions.stream()
        .filter(one -> one.status() == Status.ENABLED)
        .findFirst()
        .or(() -> versions.stream().filter(Version::isLeft).findFirst())
        .orElseThrow();
  }

  @Override
  default Material newest(KeyId key) {
    return Lookup.find(() -> access(key, NEWEST), Reason.KEY_DISABLED, Reason.KEY_NOT_FOUND)
        .orElseGet(() -> access(key, wrapping(require(key, versions(key))).number()));
  }

  @Override
  default Material version(KeyId key, long version) {
    try {
      return access(key, version);
    } catch (KmsException e) {
      if (e.reason() == Reason.KEY_NOT_FOUND && isAfterAll(versions(key), version)) {
        throw new KmsException(Reason.NOT_AUTHENTIC, String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  private static boolean isAfterAll(List<Version> versions, long version) {
    return versions.stream().findFirst().filter(newest -> newest.number() < version).isPresent();
  }

  /// Return the versions of a key that is there.
  ///
  /// @throws KmsException `KEY_NOT_FOUND` if none is left
  default List<Version> require(KeyId key, List<Version> versions) {
    if (versions.stream().noneMatch(Version::isLeft)) {
      throw new KmsException(
          Reason.KEY_NOT_FOUND, "%s has no key %s".formatted(this, resolve(key)));
    }
    return versions;
  }

  /// The numbers of the versions of a key that have a status, the newest first.
  default List<Long> numbers(KeyId key, Status status) {
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
    long first = 1;
    try {
      first = createSecret(key);
    } catch (KmsException e) {
      // A secret without any version is what a crash between the two calls leaves.
      if (e.reason() != Reason.KEY_EXISTS || !versions(key).isEmpty()) {
        throw e;
      }
    }
    return add(key, first);
  }

  @Override
  default KeyDescription rotate(KeyId key) {
    return add(key, require(key, versions(key)).getFirst().number() + 1);
  }

  /// Add a version of fresh material, and describe the key as it is then.
  ///
  /// @param number as of [#addVersion]
  default KeyDescription add(KeyId key, long number) {
    try (DataKey fresh = DataKey.random()) {
      addVersion(key, number, fresh);
    }
    return describe(key);
  }

  /// Passes over keys that have gone meanwhile.
  @Override
  default List<KeyDescription> list() {
    return Lookup.each(keys(), this::describe, Reason.KEY_NOT_FOUND);
  }

  /// Says that a key was created with the oldest version that the store remembers.
  @Override
  default KeyDescription describe(KeyId key) {
    List<Version> versions = require(key, versions(key));
    Version wrapping = wrapping(versions);
    return new KeyDescription(
        key,
        wrapping.status() == Status.ENABLED ? State.ENABLED : State.DISABLED,
        Long.toString(wrapping.number()),
        versions.getLast().created());
  }
}
