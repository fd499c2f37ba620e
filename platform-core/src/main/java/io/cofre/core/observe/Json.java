package io.cofre.core.observe;

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
