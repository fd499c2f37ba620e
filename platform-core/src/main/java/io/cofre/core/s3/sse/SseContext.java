package io.cofre.core.s3.sse;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.json.NotJson;
import io.cofre.core.json.StrictJson;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads an encryption context: the Base64 of a JSON object of texts. A pair of the name
/// `aws:s3:arn` is the service's own and left out.
final class SseContext {
  private static final int LONGEST = 8 * 1024;

  private SseContext() {}

  static SortedMap<String, String> read(String header) {
    if (header.length() > LONGEST) {
      throw refusal();
    }
    SortedMap<String, String> pairs = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : object(header).properties()) {
      String name = member.getKey();
      if (!member.getValue().isTextual() || name.isEmpty() || name.startsWith("cofre:")) {
        throw refusal();
      }
      if (!name.equals("aws:s3:arn")) {
        pairs.put(name, member.getValue().textValue());
      }
    }
    if (pairs.toString().codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
      throw refusal();
    }
    return pairs;
  }

  private static JsonNode object(String base64) {
    try {
      JsonNode node = StrictJson.read(Base64.getDecoder().decode(base64));
      if (node.isObject()) {
        return node;
      }
    } catch (IllegalArgumentException | NotJson _) {
      // said below
    }
    throw refusal();
  }

  private static S3Failure refusal() {
    return new S3Failure(
        S3Error.INVALID_ARGUMENT,
        "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string"
            + " holding JSON which represents a string-string map",
        Map.of("ArgumentName", SseHeader.CONTEXT));
  }
}
