package io.cofre.core.s3.xml;

import java.util.Optional;

/// Reads `CreateBucketConfiguration` and writes `LocationConstraint`.
public final class LocationXml {
  private static final String LEGACY = "us-east-1";

  private LocationXml() {}

  /// The region a bucket is to be made in, when the document names one.
  public static Optional<String> read(byte[] document) {
    XmlElement root = XmlReader.read(document, "CreateBucketConfiguration");
    return root.find("LocationConstraint").map(String::strip).filter(text -> !text.isEmpty());
  }

  /// The document; the oldest region is written as nothing.
  public static byte[] write(String region) {
    XmlWriter xml = XmlWriter.document("LocationConstraint");
    return xml.raw(region.equals(LEGACY) ? "" : region).end("LocationConstraint");
  }
}
