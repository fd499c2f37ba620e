package io.cofre.core.admin.route;

import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Percent-encoding (RFC 3986, section 2.1); a plus stands for itself.
final class Percent {
  private Percent() {}

  static String decode(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        if (i + 2 >= raw.length()
            || !HexFormat.isHexDigit(raw.charAt(i + 1))
            || !HexFormat.isHexDigit(raw.charAt(i + 2))) {
          throw malformed();
        }
        bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else if (c > 0xff) {
        throw malformed();
      } else {
        bytes.write(c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException _) {
      throw malformed();
    }
  }

  /// The parameters of a query; one that is there twice is refused.
  static Map<String, String> query(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      int sign = part.indexOf('=');
      String name = decode(sign < 0 ? part : part.substring(0, sign));
      String value = sign < 0 ? "" : decode(part.substring(sign + 1));
      if (parameters.put(name, value) != null) {
        throw new AdminFailure(AdminError.INVALID, "a parameter is there twice");
      }
    }
    return parameters;
  }

  private static AdminFailure malformed() {
    return new AdminFailure(AdminError.INVALID, "the address is not well-formed");
  }
}
