package io.cofre.core.seal;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Wraps keys so that they unwrap with their context only, whatever the KMS can do.
///
/// Where the KMS does not bind contexts, it wraps a fresh random key instead, and the data key is
/// sealed under what is derived from that one and the context:
///
/// `CofreCB1` (8 bytes) ‖ AES-256-GCM(K, nonce of zeros, data key) (48 bytes) ‖ the KMS's wrapping
/// of a random R of 32 bytes, where K = HKDF-SHA-256(R, no salt, info = `CofreCB1` ‖ encoded
/// context). K seals nothing else, so its nonce needs no randomness.
///
/// A wrapping without that mark opens only in a KMS that binds contexts itself.
///
/// @param kms who wraps
record ContextBinding(Kms kms) {
  private static final byte[] MARK = "CofreCB1".getBytes(StandardCharsets.US_ASCII);
  private static final int SEALED = DataKey.SIZE + 16;
  private static final int INNER = MARK.length + SEALED;

  WrappedKey wrap(KeyId key, DataKey plain, KeyContext context) {
    return kms.traits().bindsContext() ? kms.wrap(key, plain, context) : bind(key, plain, context);
  }

  GeneratedKey generate(KeyId key, KeyContext context) {
    if (kms.traits().bindsContext()) {
      return kms.generate(key, context);
    }
    DataKey plain = DataKey.random();
    try {
      return new GeneratedKey(plain, bind(key, plain, context));
    } catch (KmsException e) {
      plain.close();
      throw e;
    }
  }

  /// Whether a wrapping is one of ours.
  static boolean isBound(WrappedKey wrapped) {
    byte[] bytes = wrapped.bytes();
    return bytes.length > INNER && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
  }

  DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    if (isBound(wrapped)) {
      return unbind(wrapped, context);
    }
    if (kms.traits().bindsContext()) {
      return kms.unwrap(wrapped, context);
    }
    throw new KmsException(
        Reason.NOT_AUTHENTIC,
        "a key wrapped by %s is not bound to what it belongs to".formatted(wrapped.key()));
  }

  private WrappedKey bind(KeyId key, DataKey plain, KeyContext context) {
    try (GeneratedKey outer = kms.generate(key, context)) {
      byte[] sealed = plain.use(bytes -> run(Cipher.ENCRYPT_MODE, outer.plain(), context, bytes));
      byte[] inner = outer.wrapped().bytes();
      byte[] bound =
          ByteBuffer.allocate(INNER + inner.length).put(MARK).put(sealed).put(inner).array();
      return new WrappedKey(outer.wrapped().key(), outer.wrapped().version(), bound);
    }
  }

  private DataKey unbind(WrappedKey wrapped, KeyContext context) {
    byte[] bytes = wrapped.bytes();
    byte[] sealed = Arrays.copyOfRange(bytes, MARK.length, INNER);
    byte[] inner = Arrays.copyOfRange(bytes, INNER, bytes.length);
    try (DataKey outer =
        kms.unwrap(new WrappedKey(wrapped.key(), wrapped.version(), inner), context)) {
      return DataKey.adopt(run(Cipher.DECRYPT_MODE, outer, context, sealed));
    }
  }

  private static byte[] run(int mode, DataKey outer, KeyContext context, byte[] in) {
    byte[] encoded = context.encoded();
    byte[] info = ByteBuffer.allocate(MARK.length + encoded.length).put(MARK).put(encoded).array();
    try {
      var kdf = KDF.getInstance("HKDF-SHA256");
      byte[] key = outer.use(ikm -> derive(kdf, ikm, info));
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
      Arrays.fill(key, (byte) 0);
      return cipher.doFinal(in);
    } catch (AEADBadTagException _) {
      throw new KmsException(
          Reason.NOT_AUTHENTIC, "a wrapped key does not belong to what it is stored with");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 25 on has HKDF and AES-GCM", e);
    }
  }

  private static byte[] derive(KDF kdf, byte[] ikm, byte[] info) {
    try {
      return kdf.deriveData(
          HKDFParameterSpec.ofExtract().addIKM(ikm).thenExpand(info, DataKey.SIZE));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF takes any key and derives 32 bytes", e);
    }
  }
}
