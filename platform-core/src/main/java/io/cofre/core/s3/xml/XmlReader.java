package io.cofre.core.s3.xml;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads a small document into elements; everything it refuses is `MalformedXML`.
///
/// Document types, entities of one's own and encodings other than UTF-8 are refused; depth and the
/// number of elements are limited. Namespaces and the XML declaration may be there or not.
final class XmlReader {
  private static final int DEPTH = 16;
  private static final int ELEMENTS = 100_000;
  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader events;
  private int elements;

  private XmlReader(XMLStreamReader events) {
    this.events = events;
  }

  /// Read a document whose root has a given name.
  static XmlElement read(byte[] document, String root) {
    try {
      XMLStreamReader events = FACTORY.createXMLStreamReader(new StringReader(decode(document)));
      XmlElement element = new XmlReader(events).document();
      if (!element.name().equals(root)) {
        throw new S3Failure(S3Error.MALFORMED_XML);
      }
      return element;
    } catch (XMLStreamException | CharacterCodingException e) {
      throw new S3Failure(S3Error.MALFORMED_XML);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("nothing is fetched");
    });
    return factory;
  }

  // The declared encoding is not believed: a reader that follows it can be led around the checks.
  private static String decode(byte[] document) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private XmlElement document() throws XMLStreamException {
    XmlElement root = null;
    while (events.hasNext()) {
      int event = events.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        root = element(1);
      } else {
        refuseDefinitions(event);
      }
    }
    if (root == null) {
      throw new S3Failure(S3Error.MALFORMED_XML);
    }
    return root;
  }

  private XmlElement element(int depth) throws XMLStreamException {
    elements++;
    if (depth > DEPTH || elements > ELEMENTS) {
      throw new S3Failure(S3Error.MALFORMED_XML);
    }
    String name = events.getLocalName();
    List<XmlElement> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int event = events.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = events.next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(events.getText());
        default -> refuseDefinitions(event);
      }
    }
    return new XmlElement(name, text.toString(), children);
  }

  private static void refuseDefinitions(int event) {
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new S3Failure(S3Error.MALFORMED_XML);
    }
  }
}
