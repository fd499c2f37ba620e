package io.cofre.cipher.chacha;

import module cofre.api;
import module java.base;

/// ChaCha20-Poly1305 under one key, over arrays: both engines are fastest there.
final class ChaChaAead implements Aead {
  private static final int TAG = ChaChaProvider.TAG;
  private final Engine engine;
  private final ChaChaKey key;
  private final Cipher sealing;
  private Cipher opening;
  private byte[] opened = {};

  ChaChaAead(Engine engine, ChaChaKey key) {
    this.engine = engine;
    this.key = key;
    this.sealing = engine.cipher();
    this.opening = sealing;
  }

  @Override
  public void seal(ByteBuffer nonce, ByteBuffer associated, ByteBuffer plain, ByteBuffer sealed) {
    int length = plain.remaining() + TAG;
    if (sealed.remaining() < length) {
      throw new BufferOverflowException();
    }
    Region in = Region.toRead(plain);
    try {
      start(sealing, Cipher.ENCRYPT_MODE, nonce, associated);
      if (sealed.hasArray()) {
        int at = sealed.arrayOffset() + sealed.position();
        sealing.doFinal(in.bytes(), in.offset(), in.length(), sealed.array(), at);
        sealed.position(sealed.position() + length);
      } else {
        sealed.put(sealing.doFinal(in.bytes(), in.offset(), in.length()));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("ChaCha20-Poly1305 refused to seal", e);
    }
    plain.position(plain.limit());
  }

  @Override
  public void open(ByteBuffer nonce, ByteBuffer associated, ByteBuffer sealed, ByteBuffer plain) {
    int length = sealed.remaining() - TAG;
    if (length < 0) {
      throw new NotAuthentic();
    }
    if (plain.remaining() < length) {
      throw new BufferOverflowException();
    }
    if (opened.length < length) {
      opened = new byte[length];
    }
    if (!engine.reopens()) {
      opening = engine.cipher();
    }
    Region in = Region.toRead(sealed);
    try {
      start(opening, Cipher.DECRYPT_MODE, nonce, associated);
      // An engine may write before it knows the tag: not into the caller's buffer.
      opening.doFinal(in.bytes(), in.offset(), in.length(), opened, 0);
    } catch (AEADBadTagException _) {
      throw new NotAuthentic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("ChaCha20-Poly1305 refused to open", e);
    }
    plain.put(opened, 0, length);
    sealed.position(sealed.limit());
  }

  private void start(Cipher cipher, int mode, ByteBuffer nonce, ByteBuffer associated)
      throws GeneralSecurityException {
    if (nonce.remaining() != ChaChaProvider.NONCE) {
      throw new IllegalArgumentException("ChaCha20-Poly1305 takes a nonce of 12 bytes");
    }
    byte[] bytes = new byte[ChaChaProvider.NONCE];
    nonce.get(bytes);
    cipher.init(mode, key, new IvParameterSpec(bytes));
    if (associated.hasRemaining()) {
      Region facts = Region.toRead(associated);
      cipher.updateAAD(facts.bytes(), facts.offset(), facts.length());
      associated.position(associated.limit());
    }
  }

  @Override
  public void close() {
    key.destroy();
    Arrays.fill(opened, (byte) 0);
  }
}
