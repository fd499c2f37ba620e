package io.cofre.kms.local;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadWrapper;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmKeyManager;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.AesGcmParameters.Variant;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;

/// Tink's keysets of AES-256-GCM keys. Its registry is this plugin's alone, as its classes are.
final class Keysets {
  private static final Configuration TINK = configuration();

  private Keysets() {}

  /// A serialized keyset with one new key.
  static byte[] fresh() {
    return grown(KeysetHandle.newBuilder());
  }

  /// The same keyset with a new primary key.
  static byte[] rotated(byte[] keyset) {
    try {
      return grown(KeysetHandle.newBuilder(parsed(keyset)));
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /// The cipher of a serialized keyset: encrypts with the primary key, decrypts with any.
  static Aead aead(byte[] keyset) throws GeneralSecurityException {
    return parsed(keyset).getPrimitive(TINK, Aead.class);
  }

  /// The cipher of a bare key of 32 bytes.
  @AccessesPartialKey // the root key is ours, not Tink's
  static Aead aeadOf(byte[] key) {
    try {
      AesGcmKey made =
          AesGcmKey.builder()
              .setParameters(parameters(Variant.NO_PREFIX))
              .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
              .build();
      return KeysetHandle.newBuilder()
          .setConfiguration(TINK)
          .addEntry(KeysetHandle.importKey(made).withFixedId(1).makePrimary())
          .build()
          .getPrimitive(TINK, Aead.class);
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  private static KeysetHandle parsed(byte[] keyset) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get(), TINK);
  }

  private static byte[] grown(KeysetHandle.Builder builder) {
    try {
      KeysetHandle handle =
          builder
              .setConfiguration(TINK)
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(parameters(Variant.TINK))
                      .withRandomId()
                      .makePrimary())
              .build();
      return TinkProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get(), TINK);
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  private static AesGcmParameters parameters(Variant variant) throws GeneralSecurityException {
    return AesGcmParameters.builder()
        .setKeySizeBytes(32)
        .setIvSizeBytes(12)
        .setTagSizeBytes(16)
        .setVariant(variant)
        .build();
  }

  /// Registers AES-GCM only: registering all that Tink has takes several times as long.
  private static Configuration configuration() {
    try {
      AesGcmKeyManager.register(true);
      AeadWrapper.register();
      return RegistryConfiguration.get();
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  private static IllegalStateException broken(GeneralSecurityException e) {
    return new IllegalStateException("Tink has no AES-256-GCM here", e);
  }
}
