package io.cofre.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.suggest.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Reads the fields of a JSON object of which every field is known.
///
/// A field that is not known is refused with its name and the one that was probably meant: a filter
/// that is misspelt must not be a filter that is left out. Immutable.
public final class JsonFields {
  private final String place;
  private final JsonNode node;

  private JsonFields(String place, JsonNode node) {
    this.place = place;
    this.node = node;
  }

  /// Begin to read an object.
  ///
  /// @param known the names of all fields it may have
  /// @throws WrongField if it is no object, or has a field that is not known
  public static JsonFields of(JsonNode node, Set<String> known) {
    return read("", node, known);
  }

  private static JsonFields read(String place, JsonNode node, Set<String> known) {
    if (!node.isObject()) {
      throw new WrongField(
          (place.isEmpty() ? "the document" : place.substring(0, place.length() - 1))
              + " is an object: {...}");
    }
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            throw new WrongField(unknown("field", place + name, name, known));
          }
        });
    return new JsonFields(place, node);
  }

  /// Say that a name is not known, and which was probably meant.
  ///
  /// @param what what is named: a field, a parameter
  /// @param shown the name with its place
  public static String unknown(String what, String shown, String name, Collection<String> known) {
    String cure =
        Suggestion.among(known, name)
            .map(near -> "did you mean '" + near + "'?")
            .orElse(
                known.isEmpty()
                    ? "there is none here"
                    : "known here: " + String.join(", ", new TreeSet<>(known)));
    String visible = shown.length() > 64 ? shown.substring(0, 64) + "..." : shown;
    return "'%s' is not a known %s; %s"
        .formatted(visible.replaceAll("\\p{Cntrl}", "?"), what, cure);
  }

  /// Read a text that is not empty, if it is there.
  public Optional<String> text(String name) {
    return find(name)
        .map(value -> {
          if (!value.isTextual() || value.textValue().isEmpty()) {
            throw wrong(name, "a text that is not empty");
          }
          return value.textValue();
        });
  }

  /// Read a text that must be there.
  public String needText(String name) {
    return text(name).orElseThrow(() -> new WrongField("'" + place + name + "' is missing"));
  }

  /// Read a text that is one of a few, if it is there.
  public Optional<String> choice(String name, List<String> choices) {
    return text(name)
        .map(value -> {
          if (!choices.contains(value)) {
            throw wrong(name, "one of: " + String.join(", ", choices));
          }
          return value;
        });
  }

  /// Read a whole number within bounds, if it is there.
  public OptionalLong number(String name, long least, long most) {
    return find(name).stream()
        .mapToLong(value -> {
          if (!value.isIntegralNumber()
              || !value.canConvertToLong()
              || value.longValue() < least
              || value.longValue() > most) {
            throw wrong(name, "a whole number from %d to %d".formatted(least, most));
          }
          return value.longValue();
        })
        .findFirst();
  }

  /// Read a switch; false when it is not there.
  public boolean flag(String name) {
    return find(name)
        .map(value -> {
          if (!value.isBoolean()) {
            throw wrong(name, "true or false");
          }
          return value.booleanValue();
        })
        .orElse(false);
  }

  /// Read an object, if it is there.
  ///
  /// @param known the names of all fields it may have
  public Optional<JsonFields> object(String name, Set<String> known) {
    return find(name).map(value -> read(place + name + ".", value, known));
  }

  /// Return a value as it is, if it is there.
  public Optional<JsonNode> raw(String name) {
    return find(name);
  }

  /// Whether a field is there.
  public boolean has(String name) {
    return find(name).isPresent();
  }

  private Optional<JsonNode> find(String name) {
    return Optional.ofNullable(node.get(name));
  }

  private WrongField wrong(String name, String expected) {
    return new WrongField("'%s%s': expected %s".formatted(place, name, expected));
  }
}
