package io.cofre.core.s3.xml;

import io.cofre.core.object.model.ObjectInfo;

/// Writes `PostResponse`.
public final class PostXml {
  private PostXml() {}

  /// The document.
  ///
  /// @param location where the object is
  public static byte[] write(String location, ObjectInfo info) {
    return XmlWriter.bare()
        .open("PostResponse")
        .text("Location", location)
        .text("Bucket", info.name().bucket())
        .text("Key", info.name().key())
        .text("ETag", info.etag().quoted())
        .end("PostResponse");
  }
}
