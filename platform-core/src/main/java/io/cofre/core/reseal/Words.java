package io.cofre.core.reseal;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KeyId;
import io.cofre.core.json.JsonFields;
import io.cofre.core.json.WrongField;
import io.cofre.core.object.ResealScope;
import io.cofre.core.object.record.Mode;
import io.cofre.core.suggest.Suggestion;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads what the descriptions of both kinds have in common.
///
/// @param fields of a description
record Words(JsonFields fields) {
  static final List<String> MODES = List.of("sse-s3", "sse-kms", "dsse-kms");

  ResealScope scope() {
    String bucket = fields.text("bucket").orElse("");
    String prefix = fields.text("prefix").orElse("");
    if (bucket.isEmpty() && !prefix.isEmpty()) {
      throw new WrongField("'prefix' is of the keys in one bucket: 'bucket' is missing");
    }
    return new ResealScope(bucket, prefix);
  }

  /// A name of what there is; empty where nothing is said.
  String known(String name, String what, Set<String> all) {
    Optional<String> said = fields.text(name);
    if (said.isEmpty() || all.contains(said.get())) {
      return said.orElse("");
    }
    String cure =
        Suggestion.among(all, said.get())
            .map(near -> "did you mean '" + near + "'?")
            .orElse("there are: " + String.join(", ", new TreeSet<>(all)));
    throw new WrongField("'%s': there is no such %s; %s".formatted(name, what, cure));
  }

  Optional<KeyId> key(String name) {
    return fields
        .text(name)
        .map(text -> {
          try {
            return new KeyId(text);
          } catch (IllegalArgumentException e) {
            throw new WrongField("'%s': expected a key, for %s".formatted(name, e.getMessage()));
          }
        });
  }

  Optional<Instant> instant(String name) {
    return fields
        .text(name)
        .map(text -> {
          try {
            return Instant.parse(text);
          } catch (DateTimeException _) {
            throw new WrongField(
                "'%s': expected a date such as 2026-11-27T00:00:00Z".formatted(name));
          }
        });
  }

  /// The modes that a list names; all where there is none.
  Set<Mode> modes(String name) {
    Optional<JsonNode> said = fields.raw(name);
    if (said.isEmpty()) {
      return EnumSet.allOf(Mode.class);
    }
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    for (JsonNode each : said.get()) {
      modes.add(mode(name, each.asText()));
    }
    if (!said.get().isArray() || modes.isEmpty()) {
      throw wrongModes(name);
    }
    return modes;
  }

  private static Mode mode(String name, String word) {
    return switch (word) {
      case "sse-s3" -> Mode.SERVICE;
      case "sse-kms" -> Mode.KMS;
      case "dsse-kms" -> Mode.DUAL_KMS;
      default -> throw wrongModes(name);
    };
  }

  private static WrongField wrongModes(String name) {
    return new WrongField(
        "'%s': expected a list of some of: %s".formatted(name, String.join(", ", MODES)));
  }
}
