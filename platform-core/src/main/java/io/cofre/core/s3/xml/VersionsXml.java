package io.cofre.core.s3.xml;

import io.cofre.core.object.model.ListPage;
import io.cofre.core.object.model.ObjectInfo;

/// Writes `ListVersionsResult`.
public final class VersionsXml {
  private static final String ROOT = "ListVersionsResult";
  private static final String ONLY = "null";

  private VersionsXml() {}

  /// The document of a bucket where every object has the one version `null`.
  ///
  /// @param keyMarker as asked, may be empty
  /// @param versionMarker as asked, may be empty
  public static byte[] write(
      ListingEcho echo, String keyMarker, String versionMarker, ListPage page) {
    XmlWriter xml = XmlWriter.document(ROOT);
    xml.text("Name", echo.bucket())
        .text("Prefix", echo.of(echo.prefix()))
        .text("KeyMarker", echo.of(keyMarker))
        .text("VersionIdMarker", versionMarker);
    if (page.truncated()) {
      xml.text("NextKeyMarker", echo.of(page.next())).text("NextVersionIdMarker", ONLY);
    }
    xml.text("MaxKeys", echo.limit())
        .filled("Delimiter", echo.of(echo.delimiter()))
        .text("IsTruncated", page.truncated());
    echo.encoding(xml);
    page.objects().forEach(info -> version(xml, echo, info));
    page.prefixes().forEach(prefix -> ObjectsXml.prefix(xml, echo, prefix));
    return xml.end(ROOT);
  }

  private static void version(XmlWriter xml, ListingEcho echo, ObjectInfo info) {
    xml.open("Version")
        .text("Key", echo.of(info.name().key()))
        .text("VersionId", ONLY)
        .text("IsLatest", true);
    ObjectsXml.common(xml, info);
    XmlValues.owner(xml, "Owner", info.owner());
    xml.text("StorageClass", "STANDARD").close("Version");
  }
}
