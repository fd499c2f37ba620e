package io.cofre.core.s3.xml;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.List;
import java.util.Optional;

/// An element of a document that was read; namespaces and attributes are left out.
///
/// @param name its local name
/// @param text its text, without that of its children
/// @param children its child elements, in order
record XmlElement(String name, String text, List<XmlElement> children) {

  /// Copies the children.
  XmlElement {
    children = List.copyOf(children);
  }

  /// The children of a name.
  List<XmlElement> all(String child) {
    return children.stream().filter(element -> element.name.equals(child)).toList();
  }

  /// The text of a child that may be there once; fails with `MalformedXML` when it is repeated or
  /// has elements in it.
  Optional<String> find(String child) {
    List<XmlElement> found = all(child);
    if (found.size() > 1 || found.stream().anyMatch(element -> !element.children.isEmpty())) {
      throw new S3Failure(S3Error.MALFORMED_XML);
    }
    return found.stream().map(XmlElement::text).findFirst();
  }

  /// The text of a child that must be there; fails with `MalformedXML`.
  String need(String child) {
    return find(child).orElseThrow(() -> new S3Failure(S3Error.MALFORMED_XML));
  }

  /// The one child of a name; fails with `MalformedXML`.
  XmlElement only(String child) {
    List<XmlElement> found = all(child);
    if (found.size() != 1) {
      throw new S3Failure(S3Error.MALFORMED_XML);
    }
    return found.getFirst();
  }
}
