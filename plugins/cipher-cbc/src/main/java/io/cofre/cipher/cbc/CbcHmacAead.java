package io.cofre.cipher.cbc;

import module cofre.api;
import module java.base;

/// A256CBC-HS512 under one key: encrypts, then tags; checks the tag before it decrypts anything.
final class CbcHmacAead implements Aead {
  private static final int BLOCK = CbcHmacProvider.BLOCK;
  private static final int TAG = CbcHmacProvider.TAG;
  private final Encryption encryption;
  private final Tagging tagging;
  private byte[] opened = {};

  CbcHmacAead(Encryption encryption, Tagging tagging) {
    this.encryption = encryption;
    this.tagging = tagging;
  }

  @Override
  public void seal(ByteBuffer nonce, ByteBuffer associated, ByteBuffer plain, ByteBuffer sealed) {
    int body = (plain.remaining() / BLOCK + 1) * BLOCK;
    if (sealed.remaining() < body + TAG) {
      throw new BufferOverflowException();
    }
    try {
      byte[] iv = encryption.iv(nonce);
      if (sealed.hasArray()) {
        int at = sealed.arrayOffset() + sealed.position();
        encryption.encrypt(iv, Region.toRead(plain), sealed.array(), at);
        byte[] tag = tagging.tag(associated, iv, new Region(sealed.array(), at, body));
        sealed.position(sealed.position() + body).put(tag);
      } else {
        byte[] bytes = new byte[body];
        encryption.encrypt(iv, Region.toRead(plain), bytes, 0);
        sealed.put(bytes).put(tagging.tag(associated, iv, new Region(bytes, 0, body)));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CBC refused to seal", e);
    }
    plain.position(plain.limit());
  }

  @Override
  public void open(ByteBuffer nonce, ByteBuffer associated, ByteBuffer sealed, ByteBuffer plain) {
    int body = sealed.remaining() - TAG;
    if (body < BLOCK || body % BLOCK != 0) {
      throw new NotAuthentic();
    }
    if (opened.length < body) {
      opened = new byte[body];
    }
    Region in = Region.toRead(sealed);
    Region ciphertext = new Region(in.bytes(), in.offset(), body);
    try {
      byte[] iv = encryption.iv(nonce);
      if (!Tagging.same(tagging.tag(associated, iv, ciphertext), in, body)) {
        throw new NotAuthentic();
      }
      int length = encryption.decrypt(iv, ciphertext, opened);
      plain.put(opened, 0, length);
    } catch (BadPaddingException _) { // tagged by whoever has the key, but not by this cipher
      throw new NotAuthentic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CBC refused to open", e);
    }
    sealed.position(sealed.limit());
  }

  @Override
  public void close() {
    encryption.close();
    tagging.close();
    Arrays.fill(opened, (byte) 0);
  }
}
