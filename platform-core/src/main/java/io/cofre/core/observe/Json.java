package io.cofre.core.observe;

import java.util.List;

/// Writes JSON objects (RFC 8259), one member after the other.
///
/// Everything beyond printable ASCII is escaped, so that a line stays one line and shows what it
/// holds, whatever a client put into it. Used by one thread.
public final class Json {
  private static final String HEX = "0123456789abcdef";
  private final StringBuilder text;
  private boolean first = true;

  private Json(StringBuilder text) {
    this.text = text;
  }

  /// Begin an object.
  public static Json object() {
    return new Json(new StringBuilder(256).append('{'));
  }

  /// Add a text.
  public Json member(String name, String value) {
    name(name);
    string(value);
    return this;
  }

  /// Add a whole number.
  public Json member(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  /// Add a number of milliseconds with three digits after the point.
  public Json millis(String name, long nanos) {
    name(name);
    long micros = nanos / 1000;
    text.append(micros / 1000).append('.');
    text.append(Long.toString(1000 + micros % 1000), 1, 4);
    return this;
  }

  /// Add an object that is finished.
  public Json member(String name, Json value) {
    name(name);
    text.append(value);
    return this;
  }

  /// Add a switch.
  public Json member(String name, boolean value) {
    name(name);
    text.append(value);
    return this;
  }

  /// Add a list of objects that are finished.
  public Json members(String name, List<Json> values) {
    name(name);
    text.append('[');
    String comma = "";
    for (Json value : values) {
      text.append(comma).append(value);
      comma = ",";
    }
    text.append(']');
    return this;
  }

  /// Add a list of texts.
  public Json texts(String name, List<String> values) {
    name(name);
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ",");
      string(values.get(i));
    }
    text.append(']');
    return this;
  }

  /// The finished object.
  @Override
  public String toString() {
    return text + "}";
  }

  private void name(String name) {
    if (!first) {
      text.append(',');
    }
    first = false;
    string(name);
    text.append(':');
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7f) {
        text.append(c);
      } else {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          text.append(HEX.charAt(c >> shift & 15));
        }
      }
    }
    text.append('"');
  }
}
