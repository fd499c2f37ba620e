package io.cofre.core.s3.xml;

import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.PartInfo;
import java.util.List;
import java.util.Set;

/// Writes `GetObjectAttributesResponse`.
public final class AttributesXml {
  private static final String ROOT = "GetObjectAttributesResponse";

  /// The attributes there are.
  public static final Set<String> NAMES =
      Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");

  private AttributesXml() {}

  /// The document.
  ///
  /// @param wanted some of [#NAMES]
  /// @param after parts with greater numbers are shown
  /// @param limit how many parts at most
  public static byte[] write(ObjectInfo info, Set<String> wanted, int after, int limit) {
    XmlWriter xml = XmlWriter.document(ROOT);
    if (wanted.contains("ETag")) {
      xml.text("ETag", info.etag().value());
    }
    if (wanted.contains("Checksum") && info.checksum().isPresent()) {
      xml.open("Checksum");
      CompletionXml.checksum(xml, info.checksum().get(), info.parts().size());
      xml.close("Checksum");
    }
    if (wanted.contains("ObjectParts") && !info.parts().isEmpty()) {
      parts(xml, info.parts(), after, limit);
    }
    if (wanted.contains("StorageClass")) {
      xml.text("StorageClass", "STANDARD");
    }
    if (wanted.contains("ObjectSize")) {
      xml.text("ObjectSize", info.size());
    }
    return xml.end(ROOT);
  }

  private static void parts(XmlWriter xml, List<PartInfo> all, int after, int limit) {
    List<PartInfo> rest = all.stream().filter(part -> part.number() > after).toList();
    List<PartInfo> page = rest.stream().limit(limit).toList();
    xml.open("ObjectParts")
        .text("PartsCount", all.size())
        .text("PartNumberMarker", after)
        .text("NextPartNumberMarker", page.isEmpty() ? 0 : page.getLast().number())
        .text("MaxParts", limit)
        .text("IsTruncated", page.size() < rest.size());
    for (PartInfo part : page) {
      xml.open("Part").text("PartNumber", part.number()).text("Size", part.size());
      xml.text(XmlValues.element(part.checksum().algorithm()), XmlValues.value(part.checksum(), 0));
      xml.close("Part");
    }
    xml.close("ObjectParts");
  }
}
