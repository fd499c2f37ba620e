package io.cofre.core.transport.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The little of DER (ITU-T X.690) that turns older forms of private keys into PKCS#8.
final class Der {
  private static final byte[] VERSION_0 = {2, 1, 0};
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private Der() {}

  /// Wrap an RSAPrivateKey.
  static byte[] rsaToPkcs8(byte[] key) {
    return tagged(0x30, VERSION_0, RSA, tagged(0x04, key));
  }

  /// Wrap an ECPrivateKey; empty if it does not name its curve.
  static Optional<byte[]> ecToPkcs8(byte[] key) {
    return curve(key)
        .map(curve -> tagged(0x30, VERSION_0, tagged(0x30, EC, curve), tagged(0x04, key)));
  }

  /// Find the parameters, tagged `[0]`, among the fields of an ECPrivateKey.
  private static Optional<byte[]> curve(byte[] key) {
    int[] outer = element(key, 0);
    int at = outer[0];
    while (at < outer[0] + outer[1] && at < key.length) {
      int[] field = element(key, at);
      if (field[0] + field[1] > key.length) {
        return Optional.empty();
      }
      if ((key[at] & 0xff) == 0xa0) {
        return Optional.of(Arrays.copyOfRange(key, field[0], field[0] + field[1]));
      }
      at = field[0] + field[1];
    }
    return Optional.empty();
  }

  /// Return where the content of an element begins and how long it is.
  private static int[] element(byte[] bytes, int at) {
    if (at + 2 > bytes.length) {
      return new int[] {bytes.length, 1};
    }
    int first = bytes[at + 1] & 0xff;
    if (first < 0x80) {
      return new int[] {at + 2, first};
    }
    int count = first & 0x7f;
    if (count > 3 || at + 2 + count > bytes.length) {
      return new int[] {bytes.length, 1};
    }
    int length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | (bytes[at + 2 + i] & 0xff);
    }
    return new int[] {at + 2 + count, length};
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < 0x80) {
      out.write(length);
    } else {
      int bytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(length >> (8 * i));
      }
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
