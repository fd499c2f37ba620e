package io.cofre.core.s3.xml;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.List;
import java.util.Optional;

/// Reads `Delete` and writes `DeleteResult`.
public final class DeletionXml {
  private static final String RESULT = "DeleteResult";
  private static final int MOST = 1_000;

  private DeletionXml() {}

  /// What a client wants removed.
  ///
  /// @param quiet whether only errors are answered
  /// @param objects 1 to 1,000 of them
  public record Wish(boolean quiet, List<Doomed> objects) {

    /// Copies the list.
    public Wish {
      objects = List.copyOf(objects);
    }
  }

  /// An object to remove.
  ///
  /// @param key its key
  /// @param version the version's id, when given
  /// @param etag the tag it must have, when given
  /// @param conditional whether it is to have a given size or time
  public record Doomed(
      String key, Optional<String> version, Optional<String> etag, boolean conditional) {}

  /// What came of one.
  ///
  /// @param doomed what was asked
  /// @param failure why it is still there
  public record Outcome(Doomed doomed, Optional<S3Failure> failure) {}

  /// Read a wish.
  public static Wish read(byte[] document) {
    XmlElement root = XmlReader.read(document, "Delete");
    List<XmlElement> objects = root.all("Object");
    if (objects.isEmpty() || objects.size() > MOST) {
      throw new S3Failure(S3Error.MALFORMED_XML);
    }
    boolean quiet =
        root.find("Quiet").map(String::strip).filter("true"::equalsIgnoreCase).isPresent();
    return new Wish(quiet, objects.stream().map(DeletionXml::doomed).toList());
  }

  private static Doomed doomed(XmlElement object) {
    String key = object.need("Key");
    if (key.isEmpty()) {
      throw new S3Failure(S3Error.MALFORMED_XML);
    }
    boolean conditional =
        object.find("LastModifiedTime").isPresent() || object.find("Size").isPresent();
    return new Doomed(key, object.find("VersionId"), object.find("ETag"), conditional);
  }

  /// The result.
  public static byte[] write(List<Outcome> outcomes, boolean quiet) {
    XmlWriter xml = XmlWriter.document(RESULT);
    for (Outcome outcome : outcomes) {
      if (outcome.failure().isPresent()) {
        error(xml, outcome.doomed(), outcome.failure().get());
      } else if (!quiet) {
        xml.open("Deleted").text("Key", outcome.doomed().key());
        xml.filled("VersionId", outcome.doomed().version().orElse("")).close("Deleted");
      }
    }
    return xml.end(RESULT);
  }

  private static void error(XmlWriter xml, Doomed doomed, S3Failure failure) {
    xml.open("Error").text("Key", doomed.key()).filled("VersionId", doomed.version().orElse(""));
    xml.text("Code", failure.error().code()).text("Message", String.valueOf(failure.getMessage()));
    xml.close("Error");
  }
}
