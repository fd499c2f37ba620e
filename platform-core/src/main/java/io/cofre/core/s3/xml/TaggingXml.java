package io.cofre.core.s3.xml;

import io.cofre.core.object.model.Tags;
import java.util.List;
import java.util.Map;

/// Reads and writes `Tagging`.
public final class TaggingXml {
  private static final String ROOT = "Tagging";

  private TaggingXml() {}

  /// The pairs in their order, not yet checked.
  public static List<Map.Entry<String, String>> read(byte[] document) {
    return XmlReader.read(document, ROOT).only("TagSet").all("Tag").stream()
        .map(tag -> Map.entry(tag.need("Key"), tag.need("Value")))
        .toList();
  }

  /// The document.
  public static byte[] write(Tags tags) {
    XmlWriter xml = XmlWriter.document(ROOT).open("TagSet");
    tags.pairs()
        .forEach(
            (key, value) -> xml.open("Tag").text("Key", key).text("Value", value).close("Tag"));
    return xml.close("TagSet").end(ROOT);
  }
}
