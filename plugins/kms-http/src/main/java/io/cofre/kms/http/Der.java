package io.cofre.kms.http;

import java.security.GeneralSecurityException;
import java.util.Arrays;

/// The little of DER (X.690) that certificates and keys of clients need.
final class Der {
  /// The tag of a string of bytes.
  static final int OCTET_STRING = 0x04;

  private static final int SEQUENCE = 0x30;

  private Der() {}

  /// Encode one element: tag, length, content. The content is all parts, one after the other.
  static byte[] element(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] head = head(tag, length);
    byte[] out = Arrays.copyOf(head, head.length + length);
    int at = head.length;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, out, at, part.length);
      at += part.length;
    }
    return out;
  }

  /// Encode a sequence of elements.
  static byte[] sequence(byte[]... elements) {
    return element(SEQUENCE, elements);
  }

  private static byte[] head(int tag, int length) {
    if (length < 0x80) {
      return new byte[] {(byte) tag, (byte) length};
    }
    if (length < 0x100) {
      return new byte[] {(byte) tag, (byte) 0x81, (byte) length};
    }
    if (length < 0x1_0000) {
      return new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    }
    throw new IllegalArgumentException("an element of 64 KiB or more");
  }

  /// Return the first element of a sequence, tag and length included.
  static byte[] firstOfSequence(byte[] sequence) throws GeneralSecurityException {
    if (sequence.length == 0 || sequence[0] != SEQUENCE) {
      throw new GeneralSecurityException("no sequence");
    }
    int start = contentAt(sequence, 0);
    return Arrays.copyOfRange(
        sequence, start, contentAt(sequence, start) + length(sequence, start));
  }

  private static int contentAt(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = at + 2; i < contentAt(der, at); i++) {
      length = (length << 8) | (der[i] & 0xff);
    }
    return length;
  }
}
