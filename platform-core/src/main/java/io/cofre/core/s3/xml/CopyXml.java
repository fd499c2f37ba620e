package io.cofre.core.s3.xml;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.PartInfo;

/// Writes `CopyObjectResult` and `CopyPartResult`.
public final class CopyXml {
  private static final String OBJECT = "CopyObjectResult";
  private static final String PART = "CopyPartResult";

  private CopyXml() {}

  /// The document about a copied object.
  public static byte[] object(ObjectInfo info) {
    XmlWriter xml = XmlWriter.document(OBJECT);
    xml.text("LastModified", XmlValues.time(info.modified())).text("ETag", info.etag().quoted());
    info.checksum().ifPresent(checksum -> CompletionXml.checksum(xml, checksum, 0));
    return xml.end(OBJECT);
  }

  /// The document about a copied part.
  ///
  /// @param withChecksum whether the client asked for checksums
  public static byte[] part(PartInfo part, boolean withChecksum) {
    Checksum checksum = part.checksum();
    XmlWriter xml = XmlWriter.document(PART);
    xml.text("LastModified", XmlValues.time(part.modified())).text("ETag", part.etag().quoted());
    if (withChecksum) {
      xml.text(XmlValues.element(checksum.algorithm()), XmlValues.value(checksum, 0));
    }
    return xml.end(PART);
  }
}
