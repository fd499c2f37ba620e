package io.cofre.tck.fake;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyBackup;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.Rewrap;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.time.Duration;
import java.util.Optional;

/// A KMS in memory that keeps every rule of [Kms], wrapping with AES-256-GCM. Thread-safe.
///
/// It binds contexts, rotates, rewraps and lets its keys be administered; a deleted key waits, so
/// that its deletion can be cancelled. Backups of its keys can be made. Its keys live as long as
/// some instance of it does.
///
/// @since 0.1
public final class MemoryKms implements Kms {
  private final MemoryKeys keys;
  private volatile boolean closed;

  /// Open a new KMS that holds fresh keys of these names.
  public MemoryKms(String... names) {
    this(new MemoryKeys());
    for (String name : names) {
      keys.create(new KeyId(name));
    }
  }

  private MemoryKms(MemoryKeys keys) {
    this.keys = keys;
  }

  /// Open another instance of the same KMS.
  public MemoryKms reopen() {
    return new MemoryKms(keys);
  }

  /// Give a key another name, like the aliases of AWS KMS: what is wrapped by it names the key.
  public MemoryKms alias(String name, String key) {
    keys.alias(new KeyId(name), new KeyId(key));
    return this;
  }

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, true);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    requireOpen();
    if (dataKey.size() != DataKey.SIZE) {
      throw new IllegalArgumentException("a data key has 32 bytes");
    }
    KeyId id = keys.resolve(key);
    MemoryKey newest = keys.usable(id);
    return new WrappedKey(id, newest.describe(id).version(), newest.wrap(id, dataKey, context));
  }

  @Override
  public KeyId resolve(KeyId key) {
    return keys.resolve(key);
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    requireOpen();
    return keys.usable(wrapped.key()).unwrap(wrapped, context);
  }

  @Override
  public Health health() {
    return closed ? new Health.Down("closed") : new Health.Up(Duration.ZERO);
  }

  @Override
  public Optional<KeyAdministration> administration() {
    requireOpen();
    return Optional.of(new MemoryKeyAdministration(keys, this::requireOpen));
  }

  @Override
  public Optional<Rewrap> rewrap() {
    requireOpen();
    return Optional.of((wrapped, from, key, to) -> {
      try (DataKey plain = unwrap(wrapped, from)) {
        return wrap(key, plain, to);
      }
    });
  }

  @Override
  public Optional<KeyBackup> backup() {
    requireOpen();
    return Optional.of(new MemoryKeyBackup(keys, this::requireOpen));
  }

  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen() {
    if (closed) {
      throw new KmsException(Reason.UNAVAILABLE, "the KMS in memory is closed");
    }
  }
}
