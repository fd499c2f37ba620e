package io.cofre.core.s3.operation;

import io.cofre.core.s3.header.Refusals;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Continuation tokens: where a listing goes on, wrapped so that no client relies on it.
final class PageToken {
  static final String INCORRECT = "The continuation token provided is incorrect";
  private static final String NAME = "continuation-token";
  private static final String FORM = "1"; // before the name, so that other forms can follow

  private PageToken() {}

  static String write(String after) {
    byte[] bytes = (FORM + after).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Read a token; an empty one is the beginning. Fails with `InvalidArgument`.
  static String read(String token) {
    if (token.isEmpty()) {
      return "";
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      if (text.startsWith(FORM) && text.length() > FORM.length()) {
        return text.substring(FORM.length());
      }
      throw Refusals.argument(INCORRECT, NAME, token);
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw Refusals.argument(INCORRECT, NAME, token);
    }
  }
}
