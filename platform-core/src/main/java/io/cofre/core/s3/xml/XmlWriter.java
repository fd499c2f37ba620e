package io.cofre.core.s3.xml;

import java.nio.charset.StandardCharsets;

/// Writes a document. Characters that XML 1.0 does not allow come out as numeric references such as
/// `&#x1;`, as Amazon S3 writes them: clients with such keys ask for `encoding-type=url`.
final class XmlWriter {
  static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  private final StringBuilder out = new StringBuilder(512);

  /// Begin a document, with S3's namespace.
  static XmlWriter document(String root) {
    XmlWriter writer = bare();
    writer.out.append('<').append(root).append(" xmlns=\"").append(NAMESPACE).append("\">");
    return writer;
  }

  /// Begin a document without a root.
  static XmlWriter bare() {
    XmlWriter writer = new XmlWriter();
    writer.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    return writer;
  }

  XmlWriter open(String name) {
    out.append('<').append(name).append('>');
    return this;
  }

  XmlWriter close(String name) {
    out.append("</").append(name).append('>');
    return this;
  }

  XmlWriter text(String name, String value) {
    open(name);
    escape(value);
    return close(name);
  }

  XmlWriter text(String name, long value) {
    return text(name, Long.toString(value));
  }

  XmlWriter text(String name, boolean value) {
    return text(name, Boolean.toString(value));
  }

  /// Write an element when the value is not empty.
  XmlWriter filled(String name, String value) {
    return value.isEmpty() ? this : text(name, value);
  }

  /// Write markup that is known to be well-formed.
  XmlWriter raw(String markup) {
    out.append(markup);
    return this;
  }

  /// End the root element and return the document in UTF-8.
  byte[] end(String root) {
    return close(root).bytes();
  }

  byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\t', '\n' -> out.append(c);
        default -> plain(c);
      }
    }
  }

  private void plain(char c) {
    if (c < ' ' || c == 0x7F || c == 0xFFFE || c == 0xFFFF) {
      out.append("&#x").append(Integer.toHexString(c)).append(';');
    } else {
      out.append(c);
    }
  }
}
