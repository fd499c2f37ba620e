package io.cofre.api.kms;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.plugin.Health;
import java.util.Optional;

/// An open connection to a key management system.
///
/// Thread-safe, blocking, and interruptible. A plugin neither retries nor caches nor logs keys: the
/// platform does the first two once for all, and nobody does the third.
///
/// - **K1** a wrapped key unwraps to the same bytes, here and in every instance of the same KMS
/// - **K2** two wraps of one key need not be equal, and no wrap shows the key
/// - **K3** if [KmsTraits#bindsContext()], any other context fails with `NOT_AUTHENTIC`
/// - **K4** a changed wrapped key fails with `NOT_AUTHENTIC`, and never yields a key
/// - **K5** an unknown key fails with `KEY_NOT_FOUND`, a disabled one with `KEY_DISABLED`, one that
///   awaits its deletion with `KEY_PENDING_DELETION`
/// - **K6** at least 200 virtual threads may use one instance at once
/// - **K7** `health` answers within a second or says `Down`; it never throws
/// - **K8** no message, `toString` or stack trace holds a key, a token or another secret
/// - **K9** `close` is idempotent; afterwards `health` says `Down`, and every other method that
///   would reach the KMS fails with `UNAVAILABLE`
/// - **K17** a new wrap names the newest version of its key in the words of [KeyDescription], or
///   none
/// - **K21** two names of one key resolve to one id, names of two keys to two, and a wrapped key
///   names its key by any of them
///
/// All failures are [KmsException].
///
/// @since 0.1
public interface Kms extends AutoCloseable {

  /// What this KMS can do.
  KmsTraits traits();

  /// Wrap a data key of 256 bits under the newest version of a key.
  WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context);

  /// Unwrap a data key; the caller closes it.
  DataKey unwrap(WrappedKey wrapped, KeyContext context);

  /// Make a data key of 256 bits and wrap it.
  default GeneratedKey generate(KeyId key, KeyContext context) {
    DataKey plain = DataKey.random();
    try {
      return new GeneratedKey(plain, wrap(key, plain, context));
    } catch (KmsException e) {
      plain.close();
      throw e;
    }
  }

  /// Tell which key a name means now, where keys have several names (an alias, a path, an ARN): the
  /// platform compares keys by what this tells, say to know what is lost with a key. Also of a key
  /// that is disabled or awaits its deletion.
  ///
  /// A KMS whose keys have one name each need not override this.
  ///
  /// @return one and the same id for all names of a key; the name itself where it has no other
  default KeyId resolve(KeyId key) {
    return key;
  }

  /// Probe the KMS, cheaply.
  Health health();

  /// The administration of keys, when the KMS allows it through this connection.
  default Optional<KeyAdministration> administration() {
    return Optional.empty();
  }

  /// Rewrapping inside the KMS, when it can.
  default Optional<Rewrap> rewrap() {
    return Optional.empty();
  }

  /// Copies of all keys, where the KMS itself is their only home.
  default Optional<KeyBackup> backup() {
    return Optional.empty();
  }

  @Override
  void close();
}
