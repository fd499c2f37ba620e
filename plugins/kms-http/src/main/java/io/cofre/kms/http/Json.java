package io.cofre.kms.http;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/// Reads and writes JSON strictly: one document, no field twice.
final class Json {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private Json() {}

  /// @param variant how binary nodes are written
  static byte[] write(JsonNode document, Base64Variant variant) {
    try {
      return JSON.writer(variant).writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every tree can be written", e);
    }
  }

  static JsonNode read(byte[] text) throws IOException {
    return JSON.readTree(text);
  }

  /// Decode the Base64 text that a path of fields leads to, without making a text of it.
  ///
  /// @throws IOException if there is none
  static byte[] binary(byte[] text, Base64Variant variant, String... path) throws IOException {
    try (JsonParser in = JSON.createParser(text)) {
      JsonToken token = in.nextToken();
      for (String name : path) {
        token = token == JsonToken.START_OBJECT ? valueOf(in, name) : JsonToken.NOT_AVAILABLE;
      }
      if (token == JsonToken.VALUE_STRING) {
        return in.getBinaryValue(variant);
      }
    }
    throw new IOException("no such field");
  }

  private static JsonToken valueOf(JsonParser in, String name) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = in.currentName().equals(name);
      JsonToken value = in.nextToken();
      if (wanted) {
        return value;
      }
      in.skipChildren();
    }
    return JsonToken.NOT_AVAILABLE;
  }
}
