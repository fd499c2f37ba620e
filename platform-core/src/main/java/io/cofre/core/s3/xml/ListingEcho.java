package io.cofre.core.s3.xml;

/// What a listing repeats of its question.
///
/// @param bucket where
/// @param prefix as asked, may be empty
/// @param delimiter as asked, may be empty
/// @param limit the page's greatest size
/// @param text how keys are written
public record ListingEcho(String bucket, String prefix, String delimiter, int limit, KeyText text) {

  /// Write a key or prefix the way the client asked.
  String of(String key) {
    return text.of(key);
  }

  /// Write how keys are encoded, when they are.
  void encoding(XmlWriter xml) {
    if (text == KeyText.URL) {
      xml.text("EncodingType", "url");
    }
  }
}
