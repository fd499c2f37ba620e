package io.cofre.kms.azure;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import java.io.IOException;
import java.util.Arrays;

/// Reads base64url fields without making texts of them: they may be keys.
final class Base64Field {
  private static final JsonFactory JSON = new JsonFactory();

  private Base64Field() {}

  /// @throws io.cofre.api.kms.KmsException `UNEXPECTED` if the answer has no such field
  static byte[] read(Answer answer, String name) {
    byte[] body = answer.body();
    try (JsonParser in = JSON.createParser(body)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = in.currentName().equals(name);
        if (in.nextToken() == JsonToken.VALUE_STRING && wanted) {
          return in.getBinaryValue(Base64Variants.MODIFIED_FOR_URL);
        }
        in.skipChildren();
      }
    } catch (IOException _) {
      // said below, and without the cause: it quotes the body
    } finally {
      Arrays.fill(body, (byte) 0);
    }
    throw answer.failure(Reason.UNEXPECTED, "Azure's answer lacks " + name);
  }
}
