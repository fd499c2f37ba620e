package io.cofre.tck.fake;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A key of a KMS in memory, with its versions; immutable.
///
/// A wrapped key is the version in 4 bytes, a nonce of 12, and the sealed data key of 48.
final class MemoryKey {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE = 12;
  private static final int WRAPPED = 4 + NONCE + DataKey.SIZE + 16;

  private final List<DataKey> versions;
  private final State state;
  private final Instant created;

  MemoryKey(List<DataKey> versions, State state, Instant created) {
    this.versions = List.copyOf(versions);
    this.state = state;
    this.created = created;
  }

  static MemoryKey fresh() {
    return new MemoryKey(List.of(DataKey.random()), State.ENABLED, Instant.now());
  }

  State state() {
    return state;
  }

  List<DataKey> versions() {
    return versions;
  }

  Instant created() {
    return created;
  }

  MemoryKey in(State next) {
    return new MemoryKey(versions, next, created);
  }

  MemoryKey rotated() {
    var more = Stream.concat(versions.stream(), Stream.of(DataKey.random())).toList();
    return new MemoryKey(more, state, created);
  }

  KeyDescription describe(KeyId id) {
    return new KeyDescription(id, state, Integer.toString(versions.size()), Optional.of(created));
  }

  byte[] wrap(KeyId id, DataKey dataKey, KeyContext context) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    int version = versions.size();
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, version, nonce);
      cipher.updateAAD(associated(id, version, context));
      byte[] sealed = dataKey.use(plain -> finish(cipher, plain));
      return ByteBuffer.allocate(WRAPPED).putInt(version).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has AES-GCM", e);
    }
  }

  private static byte[] finish(Cipher cipher, byte[] plain) {
    try {
      return cipher.doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM seals 32 bytes", e);
    }
  }

  DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    ByteBuffer in = ByteBuffer.wrap(wrapped.bytes());
    if (in.remaining() != WRAPPED) {
      throw notAuthentic(wrapped.key());
    }
    int version = in.getInt();
    if (version < 1 || version > versions.size()) {
      throw notAuthentic(wrapped.key());
    }
    byte[] nonce = new byte[NONCE];
    in.get(nonce);
    byte[] sealed = new byte[in.remaining()];
    in.get(sealed);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, version, nonce);
      cipher.updateAAD(associated(wrapped.key(), version, context));
      return DataKey.adopt(cipher.doFinal(sealed));
    } catch (AEADBadTagException e) {
      throw notAuthentic(wrapped.key());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, int version, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec key = versions.get(version - 1).use(bytes -> new SecretKeySpec(bytes, "AES"));
    cipher.init(mode, key, new GCMParameterSpec(128, nonce));
    return cipher;
  }

  private static byte[] associated(KeyId id, int version, KeyContext context) {
    byte[] name = id.value().getBytes(StandardCharsets.UTF_8);
    byte[] facts = context.encoded();
    return ByteBuffer.allocate(8 + name.length + facts.length)
        .putInt(version)
        .putInt(name.length)
        .put(name)
        .put(facts)
        .array();
  }

  private static KmsException notAuthentic(KeyId id) {
    return new KmsException(
        Reason.NOT_AUTHENTIC, "not what the KMS in memory wrapped under the key " + id);
  }
}
