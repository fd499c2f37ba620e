package io.cofre.core.s3.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent-encoding as S3 reads it and as its signatures write it.
///
/// Source: RFC 3986, section 2.1, and `UriEncode` in the Signature Version 4 pages of the Amazon S3
/// API reference: everything but the unreserved characters is encoded, in upper case.
public final class PercentCoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentCoding() {}

  /// Decode a piece of a path, where `+` stands for itself.
  ///
  /// @throws S3Failure `InvalidURI` when an escape is malformed or the result is not UTF-8
  public static String decodePath(String raw) {
    return decode(raw, '+');
  }

  /// Decode a name or value of a query, where `+` stands for a blank.
  ///
  /// @throws S3Failure `InvalidURI` when an escape is malformed or the result is not UTF-8
  public static String decodeQuery(String raw) {
    return decode(raw, ' ');
  }

  /// Encode all but the unreserved characters.
  public static String encode(String text) {
    return encode(text, '~');
  }

  /// Encode all but the unreserved characters and the slash.
  public static String encodePath(String path) {
    return encode(path, '/');
  }

  private static String decode(String raw, char plus) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(escaped(raw, i));
        i += 2;
      } else if (c > 0xFF) {
        throw new S3Failure(S3Error.INVALID_URI);
      } else {
        bytes.write(c == '+' ? plus : c); // what is not escaped arrives byte by byte
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new S3Failure(S3Error.INVALID_URI);
    }
  }

  private static int escaped(String raw, int at) {
    if (at + 2 >= raw.length()
        || !HexFormat.isHexDigit(raw.charAt(at + 1))
        || !HexFormat.isHexDigit(raw.charAt(at + 2))) {
      throw new S3Failure(S3Error.INVALID_URI);
    }
    return HexFormat.fromHexDigits(raw, at + 1, at + 3);
  }

  private static String encode(String text, char kept) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (unreserved(c) || c == kept) {
        out.append(c);
      } else {
        out.append('%').append(HEX.toHexDigits(b));
      }
    }
    return out.toString();
  }

  private static boolean unreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
