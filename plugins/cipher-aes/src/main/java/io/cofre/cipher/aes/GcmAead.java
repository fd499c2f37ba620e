package io.cofre.cipher.aes;

import module cofre.api;
import module java.base;

/// AES-GCM under one key, on one reused cipher object, over arrays: both engines are fastest there.
final class GcmAead implements Aead {
  private static final int TAG = AesGcmProvider.TAG;
  private final Cipher cipher;
  private final AesKey key;
  private final byte[] nonce = new byte[AesGcmProvider.NONCE];

  GcmAead(Cipher cipher, AesKey key) {
    this.cipher = cipher;
    this.key = key;
  }

  @Override
  public void seal(ByteBuffer nonce, ByteBuffer associated, ByteBuffer plain, ByteBuffer sealed) {
    int length = plain.remaining() + TAG;
    if (sealed.remaining() < length) {
      throw new BufferOverflowException();
    }
    Region in = Region.toRead(plain);
    try {
      start(Cipher.ENCRYPT_MODE, nonce, associated);
      if (sealed.hasArray()) {
        int at = sealed.arrayOffset() + sealed.position();
        cipher.doFinal(in.bytes(), in.offset(), in.length(), sealed.array(), at);
        sealed.position(sealed.position() + length);
      } else {
        sealed.put(cipher.doFinal(in.bytes(), in.offset(), in.length()));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to seal", e);
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
    Region in = Region.toRead(sealed);
    if (plain.hasArray()) {
      open(nonce, associated, in, plain.array(), plain.arrayOffset() + plain.position(), length);
      plain.position(plain.position() + length);
    } else {
      byte[] opened = new byte[length];
      open(nonce, associated, in, opened, 0, length);
      plain.put(opened);
      Arrays.fill(opened, (byte) 0);
    }
    sealed.position(sealed.limit());
  }

  /// Both engines write before they know the tag; whatever they do then, nothing stays.
  private void open(
      ByteBuffer nonce, ByteBuffer associated, Region in, byte[] plain, int at, int length) {
    boolean authentic = false;
    try {
      start(Cipher.DECRYPT_MODE, nonce, associated);
      cipher.doFinal(in.bytes(), in.offset(), in.length(), plain, at);
      authentic = true;
    } catch (AEADBadTagException _) {
      throw new NotAuthentic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to open", e);
    } finally {
      if (!authentic) {
        Arrays.fill(plain, at, at + length, (byte) 0);
      }
    }
  }

  private void start(int mode, ByteBuffer nonce, ByteBuffer associated)
      throws GeneralSecurityException {
    if (nonce.remaining() != AesGcmProvider.NONCE) {
      throw new IllegalArgumentException("AES-256-GCM takes a nonce of 12 bytes");
    }
    nonce.get(this.nonce);
    cipher.init(mode, key, new GCMParameterSpec(TAG * 8, this.nonce));
    if (associated.hasRemaining()) {
      Region facts = Region.toRead(associated);
      cipher.updateAAD(facts.bytes(), facts.offset(), facts.length());
      associated.position(associated.limit());
    }
  }

  @Override
  public void close() {
    key.destroy();
  }
}
