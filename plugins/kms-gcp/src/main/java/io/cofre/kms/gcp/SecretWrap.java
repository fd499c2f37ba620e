package io.cofre.kms.gcp;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The wrapping under a version of a secret; the layout is in the documentation of the package.
///
/// The nonce is random: one version wraps at most 2^32 keys (NIST SP 800-38D, 8.3).
///
/// @param version the number of the version
/// @param nonce 12 bytes
/// @param sealed the data key and its tag, 48 bytes
@SuppressWarnings("ArrayRecordComponent") // never compared
record SecretWrap(long version, byte[] nonce, byte[] sealed) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] LABEL = "cofre kms-gcp ".getBytes(StandardCharsets.US_ASCII);
  private static final byte LAYOUT = 1;
  private static final int NONCE = 12;
  private static final int SEALED = DataKey.SIZE + 16;
  private static final int SIZE = 9 + NONCE + SEALED;

  static SecretWrap seal(DataKey master, long version, DataKey plain, KeyContext context) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed =
          plain.use(
              bytes -> gcm(Cipher.ENCRYPT_MODE, master, version, nonce, context).apply(bytes));
      return new SecretWrap(version, nonce, sealed);
    } catch (Gcm.Failed e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /// Read one; empty if it is none.
  static Optional<SecretWrap> decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length != SIZE || in.get() != LAYOUT || in.getLong(1) < 1) {
      return Optional.empty();
    }
    long version = in.getLong();
    byte[] nonce = new byte[NONCE];
    byte[] sealed = new byte[SEALED];
    in.get(nonce).get(sealed);
    return Optional.of(new SecretWrap(version, nonce, sealed));
  }

  byte[] encoded() {
    return ByteBuffer.allocate(SIZE).put(head(version)).put(nonce).put(sealed).array();
  }

  /// Open it; empty if the master key or the context is not what wrapped it.
  Optional<DataKey> open(DataKey master, KeyContext context) {
    try {
      var gcm = gcm(Cipher.DECRYPT_MODE, master, version, nonce, context);
      return Optional.of(DataKey.adopt(gcm.apply(sealed)));
    } catch (Gcm.Failed e) {
      if (e.getCause() instanceof AEADBadTagException) {
        return Optional.empty();
      }
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  private static byte[] head(long version) {
    return ByteBuffer.allocate(9).put(LAYOUT).putLong(version).array();
  }

  private static Gcm gcm(int mode, DataKey master, long version, byte[] nonce, KeyContext context) {
    return input -> {
      try {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var secret = master.use(key -> new SecretKeySpec(key, "AES"));
        cipher.init(mode, secret, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(LABEL);
        cipher.updateAAD(head(version));
        cipher.updateAAD(context.encoded());
        return cipher.doFinal(input);
      } catch (GeneralSecurityException e) {
        throw new Gcm.Failed(e);
      }
    };
  }

  /// One use of the cipher.
  private interface Gcm {
    byte[] apply(byte[] input);

    /// Carries the failure out of a lambda.
    final class Failed extends RuntimeException {
      private static final long serialVersionUID = 1L;

      Failed(GeneralSecurityException cause) {
        super(cause);
      }
    }
  }

  @Override
  public String toString() {
    return "SecretWrap[version " + version + "]";
  }
}
