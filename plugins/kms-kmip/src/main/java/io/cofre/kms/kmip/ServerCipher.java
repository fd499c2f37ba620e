package io.cofre.kms.kmip;

import java.util.Arrays;

/// Encrypts and decrypts 32 bytes inside the server. Thread-safe.
record ServerCipher(KmipClient client) {
  static final int SIZE = 32;
  static final int NONCE = 12;
  static final int TAG_SIZE = 16;
  static final int IV = 16;
  private static final int AES = 3;
  private static final int CBC = 1;
  private static final int GCM = 9;
  private static final int NO_PADDING = 1;

  /// Return ciphertext and tag.
  byte[] sealGcm(String id, byte[] nonce, byte[] associated, byte[] plain) throws Refusal {
    return client.call(
        Operation.ENCRYPT,
        (out, _) -> gcm(out, id, plain, nonce, associated),
        payload -> {
          byte[] sealed = Arrays.copyOf(payload.bytes(Tag.DATA, SIZE), SIZE + TAG_SIZE);
          byte[] tag = payload.bytes(Tag.AUTHENTICATION_TAG, TAG_SIZE);
          System.arraycopy(tag, 0, sealed, SIZE, TAG_SIZE);
          return sealed;
        });
  }

  byte[] openGcm(String id, byte[] nonce, byte[] associated, byte[] sealed) throws Refusal {
    return client.call(
        Operation.DECRYPT,
        (out, _) ->
            gcm(out, id, Arrays.copyOf(sealed, SIZE), nonce, associated)
                .bytes(Tag.AUTHENTICATION_TAG, Arrays.copyOfRange(sealed, SIZE, sealed.length)),
        payload -> payload.bytes(Tag.DATA, SIZE));
  }

  private static TtlvWriter gcm(
      TtlvWriter out, String id, byte[] data, byte[] nonce, byte[] associated) {
    return out.text(Tag.UNIQUE_IDENTIFIER, id)
        .structure(
            Tag.CRYPTOGRAPHIC_PARAMETERS,
            () ->
                out.enumeration(Tag.BLOCK_CIPHER_MODE, GCM)
                    .enumeration(Tag.CRYPTOGRAPHIC_ALGORITHM, AES)
                    .integer(Tag.TAG_LENGTH, TAG_SIZE))
        .bytes(Tag.DATA, data)
        .bytes(Tag.IV_COUNTER_NONCE, nonce)
        .bytes(Tag.ASSOCIATED_DATA, associated);
  }

  byte[] cbc(Operation operation, String id, byte[] iv, byte[] data) throws Refusal {
    return client.call(
        operation,
        (out, _) ->
            out.text(Tag.UNIQUE_IDENTIFIER, id)
                .structure(
                    Tag.CRYPTOGRAPHIC_PARAMETERS,
                    () ->
                        out.enumeration(Tag.BLOCK_CIPHER_MODE, CBC)
                            .enumeration(Tag.PADDING_METHOD, NO_PADDING)
                            .enumeration(Tag.CRYPTOGRAPHIC_ALGORITHM, AES))
                .bytes(Tag.DATA, data)
                .bytes(Tag.IV_COUNTER_NONCE, iv),
        payload -> payload.bytes(Tag.DATA, SIZE));
  }
}
