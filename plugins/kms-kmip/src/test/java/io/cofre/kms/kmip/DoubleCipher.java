package io.cofre.kms.kmip;

import io.cofre.kmip.wire.Item;
import io.cofre.kmip.wire.ManagedObject;
import io.cofre.kmip.wire.Operation;
import io.cofre.kmip.wire.ProtocolVersion;
import io.cofre.kmip.wire.Tag;
import io.cofre.kms.kmip.DoubleOperations.Answer;
import io.cofre.kms.kmip.KmipDouble.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;

/// How the double encrypts and decrypts.
final class DoubleCipher {
  private static final int CBC = 1;
  private static final int IV = 16;

  private DoubleCipher() {}

  static Answer answer(
      Operation operation, Item.Structure payload, ProtocolVersion version, DoubleKey key)
      throws Failure {
    List<Integer> order =
        new ArrayList<>(
            List.of(
                Tag.UNIQUE_IDENTIFIER,
                Tag.CRYPTOGRAPHIC_PARAMETERS,
                Tag.DATA,
                Tag.IV_COUNTER_NONCE));
    if (version.isAtLeast(ProtocolVersion.AUTHENTICATED)) {
      order.addAll(List.of(Tag.ASSOCIATED_DATA, Tag.AUTHENTICATION_TAG));
    }
    DoubleOperations.require(payload, order.stream().mapToInt(i -> i).toArray());
    boolean sealing = operation == Operation.ENCRYPT;
    requireState(key, sealing, version);
    Item.Structure parameters = payload.structure(Tag.CRYPTOGRAPHIC_PARAMETERS);
    DoubleOperations.require(
        parameters,
        Tag.BLOCK_CIPHER_MODE,
        Tag.PADDING_METHOD,
        Tag.CRYPTOGRAPHIC_ALGORITHM,
        Tag.TAG_LENGTH);
    int mode = sealing ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    byte[] data = payload.bytes(Tag.DATA, 32);
    if (parameters.number(Tag.BLOCK_CIPHER_MODE) == CBC) {
      byte[] result = key.cbc(mode, payload.bytes(Tag.IV_COUNTER_NONCE, IV), data);
      return out -> out.text(Tag.UNIQUE_IDENTIFIER, key.id).bytes(Tag.DATA, result);
    }
    if (!version.isAtLeast(ProtocolVersion.AUTHENTICATED)) {
      throw new Failure(0x07, "no such mode");
    }
    byte[] nonce = payload.bytes(Tag.IV_COUNTER_NONCE, 12);
    byte[] associated = payload.byteStrings(Tag.ASSOCIATED_DATA).findFirst().orElse(new byte[0]);
    if (sealing) {
      byte[] sealed = key.gcm(mode, nonce, associated, data);
      return out ->
          out.text(Tag.UNIQUE_IDENTIFIER, key.id)
              .bytes(Tag.DATA, Arrays.copyOf(sealed, 32))
              .bytes(Tag.AUTHENTICATION_TAG, Arrays.copyOfRange(sealed, 32, 48));
    }
    byte[] sealed = Arrays.copyOf(data, 48);
    System.arraycopy(payload.bytes(Tag.AUTHENTICATION_TAG, 16), 0, sealed, 32, 16);
    byte[] plain = key.gcm(mode, nonce, associated, sealed);
    return out -> out.text(Tag.UNIQUE_IDENTIFIER, key.id).bytes(Tag.DATA, plain);
  }

  /// What is deactivated protects nothing more, but opens what it protected.
  private static void requireState(DoubleKey key, boolean sealing, ProtocolVersion version)
      throws Failure {
    if (key.isDestroyed()) {
      throw Failure.of(version, 0x13, 0x36, "it was destroyed");
    }
    boolean opens = !sealing && key.state == ManagedObject.DEACTIVATED;
    if (key.state != ManagedObject.ACTIVE && !opens) {
      throw Failure.of(version, 0x0C, 0x43, "it is not active");
    }
  }
}
