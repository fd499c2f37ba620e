package io.cofre.kmip.wire;

import java.util.Arrays;

/// Requests that encrypt and decrypt with AES under an object of the server (KMIP 2.1, section 6.1,
/// Encrypt and Decrypt). The sizes that the response must have are checked.
public final class CipherRequests {
  private static final int AES = 3;
  private static final int CBC = 1;
  private static final int GCM = 9;
  private static final int NO_PADDING = 1;
  private static final int TAG_BYTES = 16;

  private CipherRequests() {}

  /// Encrypt with AES-GCM (NIST SP 800-38D), from KMIP 1.4 on.
  ///
  /// @param nonce 12 bytes, never used before with this object
  /// @param associated what the ciphertext is bound to
  /// @return the ciphertext, as long as the plaintext, and the tag of 16 bytes
  public static Request<byte[]> sealGcm(String id, byte[] nonce, byte[] associated, byte[] plain) {
    return new Request<>(
        Operation.ENCRYPT,
        (out, _) -> gcm(out, id, nonce, associated, plain),
        payload -> {
          byte[] sealed =
              Arrays.copyOf(payload.bytes(Tag.DATA, plain.length), plain.length + TAG_BYTES);
          byte[] tag = payload.bytes(Tag.AUTHENTICATION_TAG, TAG_BYTES);
          System.arraycopy(tag, 0, sealed, plain.length, TAG_BYTES);
          return sealed;
        });
  }

  /// Decrypt what [#sealGcm] returned.
  public static Request<byte[]> openGcm(String id, byte[] nonce, byte[] associated, byte[] sealed) {
    int size = sealed.length - TAG_BYTES;
    return new Request<>(
        Operation.DECRYPT,
        (out, _) ->
            gcm(out, id, nonce, associated, Arrays.copyOf(sealed, size))
                .bytes(Tag.AUTHENTICATION_TAG, Arrays.copyOfRange(sealed, size, sealed.length)),
        payload -> payload.bytes(Tag.DATA, size));
  }

  private static TtlvWriter gcm(
      TtlvWriter out, String id, byte[] nonce, byte[] associated, byte[] data) {
    return out.text(Tag.UNIQUE_IDENTIFIER, id)
        .structure(
            Tag.CRYPTOGRAPHIC_PARAMETERS,
            () ->
                out.enumeration(Tag.BLOCK_CIPHER_MODE, GCM)
                    .enumeration(Tag.CRYPTOGRAPHIC_ALGORITHM, AES)
                    .integer(Tag.TAG_LENGTH, TAG_BYTES))
        .bytes(Tag.DATA, data)
        .bytes(Tag.IV_COUNTER_NONCE, nonce)
        .bytes(Tag.ASSOCIATED_DATA, associated);
  }

  /// Encrypt with AES-CBC without padding (NIST SP 800-38A), which protects from no change.
  ///
  /// @param iv 16 bytes, which nobody could foretell
  /// @param plain a multiple of 16 bytes
  /// @return as many bytes
  public static Request<byte[]> encryptCbc(String id, byte[] iv, byte[] plain) {
    return cbc(Operation.ENCRYPT, id, iv, plain);
  }

  /// Decrypt what [#encryptCbc] returned.
  public static Request<byte[]> decryptCbc(String id, byte[] iv, byte[] covered) {
    return cbc(Operation.DECRYPT, id, iv, covered);
  }

  private static Request<byte[]> cbc(Operation operation, String id, byte[] iv, byte[] data) {
    return new Request<>(
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
        payload -> payload.bytes(Tag.DATA, data.length));
  }
}
