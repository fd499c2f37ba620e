package io.cofre.tck.fake;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyBackup;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// Backups of a KMS in memory: 16 bytes of salt, and the keys under AES-256-GCM with what PBKDF2
/// makes of the passphrase in so few rounds that tests are quick.
///
/// @param open fails when the instance it came from is closed
record MemoryKeyBackup(MemoryKeys keys, Runnable open) implements KeyBackup {
  private static final int SALT = 16;
  private static final int ROUNDS = 1000;

  @Override
  public byte[] export(Secret passphrase) {
    open.run();
    requireLong(passphrase);
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, passphrase, salt).doFinal(encoded());
      var out = new ByteArrayOutputStream();
      out.writeBytes(salt);
      out.writeBytes(sealed);
      return out.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has PBKDF2 and AES-GCM", e);
    }
  }

  @Override
  public List<Restored> restore(byte[] backup, Secret passphrase, boolean dryRun) {
    open.run();
    List<Restored> report = new ArrayList<>();
    opened(backup, passphrase)
        .forEach((id, key) -> {
          KeyId name = new KeyId(id);
          boolean done = dryRun ? !keys.has(name) : keys.restore(name, key);
          report.add(new Restored(name, done ? Outcome.RESTORED : Outcome.KEPT));
        });
    return report;
  }

  private static void requireLong(Secret passphrase) {
    if (passphrase.<Boolean>use(chars -> chars.length < LEAST_PASSPHRASE)) {
      throw new IllegalArgumentException("a passphrase has 12 characters or more");
    }
  }

  private byte[] encoded() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      List<KeyId> ids = keys.ids();
      out.writeInt(ids.size());
      for (KeyId id : ids) {
        MemoryKey key = keys.find(id);
        out.writeUTF(id.value());
        out.writeUTF(key.state().name());
        out.writeUTF(key.created().toString());
        out.writeInt(key.versions().size());
        for (DataKey version : key.versions()) {
          out.write(version.use(byte[]::clone));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("an array takes all bytes", e);
    }
    return bytes.toByteArray();
  }

  private static Map<String, MemoryKey> opened(byte[] backup, Secret passphrase) {
    Map<String, MemoryKey> all = new TreeMap<>();
    try (var in = new DataInputStream(new ByteArrayInputStream(plain(backup, passphrase)))) {
      for (int left = in.readInt(); left > 0; left--) {
        String id = in.readUTF();
        State state = State.valueOf(in.readUTF());
        Instant created = Instant.parse(in.readUTF());
        List<DataKey> versions = new ArrayList<>();
        for (int more = in.readInt(); more > 0; more--) {
          versions.add(DataKey.adopt(in.readNBytes(DataKey.SIZE)));
        }
        all.put(id, new MemoryKey(versions, state, created));
      }
    } catch (IOException e) {
      throw new IllegalStateException("what was sealed is whole", e);
    }
    return all;
  }

  private static byte[] plain(byte[] backup, Secret passphrase) {
    try {
      byte[] salt = Arrays.copyOf(backup, SALT);
      return cipher(Cipher.DECRYPT_MODE, passphrase, salt)
          .doFinal(backup, SALT, Math.max(0, backup.length - SALT));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new KmsException(
          Reason.NOT_AUTHENTIC, "no backup of a KMS in memory, or one with another passphrase");
    }
  }

  /// The nonce may be constant: each salt makes a key of its own.
  private static Cipher cipher(int mode, Secret passphrase, byte[] salt)
      throws GeneralSecurityException {
    var factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
    var spec = passphrase.use(chars -> new PBEKeySpec(chars, salt, ROUNDS, 256));
    var key = new SecretKeySpec(factory.generateSecret(spec).getEncoded(), "AES");
    spec.clearPassword();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(128, new byte[12]));
    return cipher;
  }
}
