package io.cofre.core.s3.xml;

import io.cofre.core.object.model.ListPage;
import io.cofre.core.object.model.ObjectInfo;

/// Writes `ListBucketResult` in its two versions.
public final class ObjectsXml {
  private static final String ROOT = "ListBucketResult";

  private ObjectsXml() {}

  /// What the second version says besides.
  ///
  /// @param token the token the page was asked with, may be empty
  /// @param startAfter as asked, may be empty
  /// @param next the token of the next page, empty on the last
  /// @param owners whether owners are shown
  public record Second(String token, String startAfter, String next, boolean owners) {}

  /// The document of the first version.
  public static byte[] first(ListingEcho echo, String marker, ListPage page) {
    XmlWriter xml = head(echo);
    xml.text("Marker", echo.of(marker));
    if (page.truncated() && !echo.delimiter().isEmpty()) {
      xml.text("NextMarker", echo.of(page.next()));
    }
    xml.text("MaxKeys", echo.limit()).text("IsTruncated", page.truncated());
    return body(xml, echo, page, true);
  }

  /// The document of the second version.
  public static byte[] second(ListingEcho echo, Second about, ListPage page) {
    XmlWriter xml = head(echo);
    xml.filled("ContinuationToken", about.token())
        .filled("NextContinuationToken", about.next())
        .filled("StartAfter", echo.of(about.startAfter()))
        .text("KeyCount", page.objects().size() + page.prefixes().size())
        .text("MaxKeys", echo.limit())
        .text("IsTruncated", page.truncated());
    return body(xml, echo, page, about.owners());
  }

  private static XmlWriter head(ListingEcho echo) {
    XmlWriter xml = XmlWriter.document(ROOT);
    return xml.text("Name", echo.bucket()).text("Prefix", echo.of(echo.prefix()));
  }

  private static byte[] body(XmlWriter xml, ListingEcho echo, ListPage page, boolean owners) {
    xml.filled("Delimiter", echo.of(echo.delimiter()));
    echo.encoding(xml);
    page.objects().forEach(info -> contents(xml, echo, info, owners));
    page.prefixes().forEach(prefix -> prefix(xml, echo, prefix));
    return xml.end(ROOT);
  }

  private static void contents(XmlWriter xml, ListingEcho echo, ObjectInfo info, boolean owner) {
    xml.open("Contents").text("Key", echo.of(info.name().key()));
    common(xml, info);
    if (owner) {
      XmlValues.owner(xml, "Owner", info.owner());
    }
    xml.text("StorageClass", "STANDARD").close("Contents");
  }

  static void common(XmlWriter xml, ObjectInfo info) {
    xml.text("LastModified", XmlValues.time(info.modified())).text("ETag", info.etag().quoted());
    info.checksum()
        .ifPresent(checksum ->
            xml.text("ChecksumAlgorithm", checksum.algorithm().name())
                .text("ChecksumType", checksum.type().name()));
    xml.text("Size", info.size());
  }

  static void prefix(XmlWriter xml, ListingEcho echo, String prefix) {
    xml.open("CommonPrefixes").text("Prefix", echo.of(prefix)).close("CommonPrefixes");
  }
}
