package io.cofre.core.s3.xml;

import io.cofre.core.object.model.Upload;
import io.cofre.core.object.model.UploadPage;

/// Writes `InitiateMultipartUploadResult` and `ListMultipartUploadsResult`.
public final class UploadsXml {
  private static final String STARTED = "InitiateMultipartUploadResult";
  private static final String ROOT = "ListMultipartUploadsResult";

  private UploadsXml() {}

  /// The document that answers the beginning of an upload.
  public static byte[] started(Upload upload) {
    return XmlWriter.document(STARTED)
        .text("Bucket", upload.name().bucket())
        .text("Key", upload.name().key())
        .text("UploadId", upload.id())
        .end(STARTED);
  }

  /// The document of a listing.
  ///
  /// @param keyMarker as asked, may be empty
  /// @param uploadMarker as asked, may be empty
  public static byte[] write(
      ListingEcho echo, String keyMarker, String uploadMarker, UploadPage page) {
    boolean truncated = !page.nextKey().isEmpty();
    XmlWriter xml = XmlWriter.document(ROOT);
    xml.text("Bucket", echo.bucket())
        .text("KeyMarker", echo.of(keyMarker))
        .text("UploadIdMarker", uploadMarker);
    if (truncated) {
      xml.text("NextKeyMarker", echo.of(page.nextKey()))
          .text("NextUploadIdMarker", page.nextUpload());
    }
    xml.text("Prefix", echo.of(echo.prefix()))
        .filled("Delimiter", echo.of(echo.delimiter()))
        .text("MaxUploads", echo.limit())
        .text("IsTruncated", truncated);
    echo.encoding(xml);
    page.uploads().forEach(upload -> upload(xml, echo, upload));
    page.prefixes().forEach(prefix -> ObjectsXml.prefix(xml, echo, prefix));
    return xml.end(ROOT);
  }

  private static void upload(XmlWriter xml, ListingEcho echo, Upload upload) {
    xml.open("Upload").text("Key", echo.of(upload.name().key())).text("UploadId", upload.id());
    about(xml, upload);
    xml.text("Initiated", XmlValues.time(upload.started())).close("Upload");
  }

  static void about(XmlWriter xml, Upload upload) {
    XmlValues.owner(xml, "Initiator", upload.owner());
    XmlValues.owner(xml, "Owner", upload.owner());
    xml.text("StorageClass", "STANDARD");
    if (upload.checksumAsked()) {
      xml.text("ChecksumAlgorithm", upload.algorithm().name())
          .text("ChecksumType", upload.type().name());
    }
  }
}
