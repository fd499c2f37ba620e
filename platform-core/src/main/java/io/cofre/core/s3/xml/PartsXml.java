package io.cofre.core.s3.xml;

import io.cofre.core.object.model.PartInfo;
import io.cofre.core.object.model.PartPage;
import io.cofre.core.object.model.Upload;

/// Writes `ListPartsResult`.
public final class PartsXml {
  private static final String ROOT = "ListPartsResult";

  private PartsXml() {}

  /// The document.
  ///
  /// @param after the marker asked with
  /// @param limit the page's greatest size
  /// @param text how the key is written
  public static byte[] write(PartPage page, int after, int limit, KeyText text) {
    Upload upload = page.upload();
    XmlWriter xml = XmlWriter.document(ROOT);
    xml.text("Bucket", upload.name().bucket())
        .text("Key", text.of(upload.name().key()))
        .text("UploadId", upload.id())
        .text("PartNumberMarker", after);
    int last = page.parts().isEmpty() ? after : page.parts().getLast().number();
    xml.text("NextPartNumberMarker", page.parts().isEmpty() ? 0 : last);
    xml.text("MaxParts", limit).text("IsTruncated", page.truncated());
    UploadsXml.about(xml, upload);
    page.parts().forEach(part -> part(xml, upload, part));
    return xml.end(ROOT);
  }

  private static void part(XmlWriter xml, Upload upload, PartInfo part) {
    xml.open("Part")
        .text("PartNumber", part.number())
        .text("LastModified", XmlValues.time(part.modified()))
        .text("ETag", part.etag().quoted())
        .text("Size", part.size());
    if (upload.checksumAsked()) {
      xml.text(XmlValues.element(part.checksum().algorithm()), XmlValues.value(part.checksum(), 0));
    }
    xml.close("Part");
  }
}
