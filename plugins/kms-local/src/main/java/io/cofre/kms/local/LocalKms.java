package io.cofre.kms.local;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KmsException.Reason;

/// Wraps with the keysets of a folder. Thread-safe.
final class LocalKms implements Kms {
  private final KeyFolder keys;

  LocalKms(KeyFolder keys) {
    this.keys = keys;
  }

  @Override
  public KmsTraits traits() {
    keys.requireOpen();
    return new KmsTraits(true, true);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    if (dataKey.size() != DataKey.SIZE) {
      throw new IllegalArgumentException("a data key has 32 bytes");
    }
    byte[] associated = context.encoded();
    KeyFolder.Wrapping wrapping = keys.wrapping(key);
    return new WrappedKey(
        key,
        wrapping.version(),
        dataKey.use(bytes -> {
          try {
            return wrapping.aead().encrypt(bytes, associated);
          } catch (GeneralSecurityException e) {
            throw new KmsException(
                Reason.UNEXPECTED, "the local key %s did not wrap".formatted(key), e);
          }
        }));
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    var aead = keys.usable(wrapped.key());
    try {
      byte[] bytes = aead.decrypt(wrapped.bytes(), context.encoded());
      if (bytes.length == DataKey.SIZE) {
        return DataKey.adopt(bytes);
      }
    } catch (GeneralSecurityException _) {
      // said below, and without the cause: it would tell what was wrong with which version
    }
    throw new KmsException(
        Reason.NOT_AUTHENTIC,
        "the local key %s did not wrap this, or for something else".formatted(wrapped.key()));
  }

  @Override
  public Health health() {
    long start = System.nanoTime();
    try {
      keys.probe();
      return new Health.Up(Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException | KmsException e) {
      return new Health.Down(e.toString());
    }
  }

  @Override
  public Optional<KeyAdministration> administration() {
    keys.requireOpen();
    return Optional.of(new LocalKeyAdministration(keys));
  }

  @Override
  public Optional<Rewrap> rewrap() {
    keys.requireOpen();
    return Optional.of((wrapped, from, key, to) -> {
      try (DataKey plain = unwrap(wrapped, from)) {
        return wrap(key, plain, to);
      }
    });
  }

  @Override
  public Optional<KeyBackup> backup() {
    keys.requireOpen();
    return Optional.of(new LocalKeyBackup(keys));
  }

  @Override
  public void close() {
    keys.close();
  }
}
