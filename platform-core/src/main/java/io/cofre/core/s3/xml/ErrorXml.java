package io.cofre.core.s3.xml;

import io.cofre.core.s3.message.S3Failure;

/// Writes `Error`.
public final class ErrorXml {
  private ErrorXml() {}

  /// The document; it has no namespace.
  ///
  /// @param resource the path asked for
  /// @param requestId the request's id
  /// @param hostId the value of `x-amz-id-2`
  public static byte[] write(S3Failure failure, String resource, String requestId, String hostId) {
    XmlWriter xml = XmlWriter.bare().open("Error");
    xml.text("Code", failure.error().code()).text("Message", String.valueOf(failure.getMessage()));
    failure.details().forEach(xml::text);
    xml.text("Resource", resource).text("RequestId", requestId).text("HostId", hostId);
    return xml.end("Error");
  }
}
