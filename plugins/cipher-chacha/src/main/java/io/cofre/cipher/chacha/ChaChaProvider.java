package io.cofre.cipher.chacha;

import module cofre.api;

import java.util.function.Supplier;

/// ChaCha20-Poly1305, RFC 8439: 32-byte key, 12-byte nonce, 16-byte tag. Thread-safe.
///
/// The first use loads Conscrypt; where that does not load, the JDK does the work. Both give the
/// same bytes.
public final class ChaChaProvider implements CipherProvider {
  /// The length of a nonce in bytes.
  static final int NONCE = 12;

  /// The length of a tag in bytes.
  static final int TAG = 16;

  private static final AeadShape SHAPE = new AeadShape(DataKey.SIZE, NONCE, TAG, 1L << 32);

  private final Supplier<Engine> engine;

  /// Make the provider; nothing is loaded yet.
  public ChaChaProvider() {
    this(Conscrypted::engine);
  }

  ChaChaProvider(Supplier<Engine> engine) {
    this.engine = engine;
  }

  @Override
  public String name() {
    return "ChaCha20-Poly1305";
  }

  @Override
  public AeadShape shape() {
    return SHAPE;
  }

  @Override
  public String engine() {
    return engine.get().label();
  }

  @Override
  public Aead open(DataKey key) {
    if (key.size() != SHAPE.keyBytes()) {
      throw new IllegalArgumentException("ChaCha20-Poly1305 takes a key of 32 bytes");
    }
    return new ChaChaAead(engine.get(), key.use(ChaChaKey::new));
  }
}
