package io.cofre.core.seal;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes and opens object keys with the configured KMS instances. Thread-safe.
///
/// A KMS that does not bind contexts gets them bound by [ContextBinding]. Failures are
/// [io.cofre.api.kms.KmsException].
public final class ObjectKeys {
  private final Map<String, ContextBinding> instances;
  private final String defaultKms;
  private final KeyId defaultKey;

  /// Make one over open KMS instances, which stay the caller's.
  ///
  /// @param instances by configured name
  /// @param defaultKms the name of the one that wraps new keys
  /// @param defaultKey the key there
  /// @throws IllegalArgumentException if no instance has the default's name
  public ObjectKeys(Map<String, Kms> instances, String defaultKms, KeyId defaultKey) {
    if (!instances.containsKey(defaultKms)) {
      throw new IllegalArgumentException("no KMS is configured by the name " + defaultKms);
    }
    this.instances =
        instances.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> new ContextBinding(entry.getValue())));
    this.defaultKms = defaultKms;
    this.defaultKey = defaultKey;
  }

  /// Make a key for a new object version, wrapped by the platform's default KMS and key.
  public ObjectKey generate(Identity identity) {
    return generate(identity.context());
  }

  /// Open a stored key.
  public ObjectKey open(Envelope envelope, Identity identity) {
    return new ObjectKey(open(envelope, identity.context()), envelope);
  }

  /// Create the default key where it is missing and the KMS lets us; for a store that is empty, as
  /// a key that was lost must not come back under its name with other bytes.
  ///
  /// @return whether it was created
  public boolean createDefaultKey() {
    Optional<KeyAdministration> administration = kms(defaultKms).kms().administration();
    return administration.isPresent() && createIfMissing(administration.get());
  }

  ObjectKey generate(KeyContext context) {
    GeneratedKey made = kms(defaultKms).generate(defaultKey, context);
    return new ObjectKey(made.plain(), new Envelope(defaultKms, made.wrapped()));
  }

  DataKey open(Envelope envelope, KeyContext context) {
    return kms(envelope.kms()).unwrap(envelope.key(), context);
  }

  private boolean createIfMissing(KeyAdministration administration) {
    try {
      administration.describe(defaultKey);
      return false;
    } catch (KmsException e) {
      if (e.reason() != Reason.KEY_NOT_FOUND) {
        throw e;
      }
    }
    try {
      administration.create(defaultKey);
      return true;
    } catch (KmsException e) {
      if (e.reason() != Reason.KEY_EXISTS) { // another node was first
        throw e;
      }
      return false;
    }
  }

  private ContextBinding kms(String name) {
    ContextBinding kms = instances.get(name);
    if (kms == null) {
      throw new KmsException(
          Reason.KEY_NOT_FOUND, "no KMS is configured by the name %s".formatted(name));
    }
    return kms;
  }
}
