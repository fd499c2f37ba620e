package io.cofre.core.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads one JSON document (RFC 8259) that came from outside.
///
/// Refused besides what is no JSON: a name twice in one object, anything behind the document, bytes
/// that are no UTF-8, more than 32 levels. Thread-safe.
public final class StrictJson {
  private static final int DEEPEST = 32;
  private static final ObjectReader READER = reader();

  private StrictJson() {}

  private static ObjectReader reader() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(40).build());
    return mapper.reader();
  }

  /// Read a document.
  ///
  /// @throws NotJson if it is none
  public static JsonNode read(byte[] utf8) {
    try {
      JsonNode node =
          READER.readTree(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
      if (node.isMissingNode()) {
        throw new NotJson("there is nothing");
      }
      return node;
    } catch (CharacterCodingException _) {
      throw new NotJson("it is not UTF-8");
    } catch (JacksonException e) {
      var place = e.getLocation();
      throw new NotJson(
          place == null
              ? "it is not well-formed"
              : "line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()));
    }
  }
}
