package io.cofre.cipher.aes;

import module cofre.api;

import java.util.function.Supplier;

/// AES-256-GCM, NIST SP 800-38D: 32-byte key, 12-byte nonce, 16-byte tag. Thread-safe.
///
/// The first use starts to load AWS-LC in the background; until it is there, and where it does not
/// load, the JDK does the work. Both give the same bytes.
public final class AesGcmProvider implements CipherProvider {
  /// The length of a nonce in bytes.
  static final int NONCE = 12;

  /// The length of a tag in bytes.
  static final int TAG = 16;

  private static final AeadShape SHAPE = new AeadShape(DataKey.SIZE, NONCE, TAG, 1L << 32);

  private final Supplier<Engine> now;
  private final Supplier<Engine> settled;

  /// Make the provider; nothing is loaded yet.
  public AesGcmProvider() {
    this(Engines::current, Engines::settled);
  }

  AesGcmProvider(Supplier<Engine> now, Supplier<Engine> settled) {
    this.now = now;
    this.settled = settled;
  }

  @Override
  public String name() {
    return "AES-256-GCM";
  }

  @Override
  public AeadShape shape() {
    return SHAPE;
  }

  /// Waits until it is known whether AWS-LC loads, a few tenths of a second at most.
  @Override
  public String engine() {
    return settled.get().label();
  }

  @Override
  public Aead open(DataKey key) {
    if (key.size() != SHAPE.keyBytes()) {
      throw new IllegalArgumentException("AES-256-GCM takes a key of 32 bytes");
    }
    return new GcmAead(now.get().cipher(), key.use(AesKey::new));
  }
}
