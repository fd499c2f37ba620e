package io.cofre.core.s3.xml;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.CompleteUpload.ChosenPart;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Reads `CompleteMultipartUpload` and writes its result.
public final class CompletionXml {
  private static final String RESULT = "CompleteMultipartUploadResult";
  private static final int MOST = 10_000;

  private CompletionXml() {}

  /// The parts a client chose, in its order: 1 to 10,000.
  public static List<ChosenPart> read(byte[] document) {
    List<XmlElement> parts = XmlReader.read(document, "CompleteMultipartUpload").all("Part");
    if (parts.isEmpty() || parts.size() > MOST) {
      throw new S3Failure(S3Error.MALFORMED_XML);
    }
    return parts.stream().map(CompletionXml::part).toList();
  }

  /// The result.
  ///
  /// @param location where the object is found
  public static byte[] write(String location, ObjectInfo info) {
    XmlWriter xml = XmlWriter.document(RESULT);
    xml.text("Location", location)
        .text("Bucket", info.name().bucket())
        .text("Key", info.name().key())
        .text("ETag", info.etag().quoted());
    info.checksum().ifPresent(checksum -> checksum(xml, checksum, info.parts().size()));
    return xml.end(RESULT);
  }

  static void checksum(XmlWriter xml, Checksum checksum, int parts) {
    xml.text(XmlValues.element(checksum.algorithm()), XmlValues.value(checksum, parts))
        .text("ChecksumType", checksum.type().name());
  }

  private static ChosenPart part(XmlElement part) {
    String etag = part.need("ETag").strip();
    if (etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")) {
      etag = etag.substring(1, etag.length() - 1);
    }
    return new ChosenPart(number(part.need("PartNumber").strip()), new ETag(etag), claimed(part));
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new S3Failure(S3Error.MALFORMED_XML);
    }
    int number = Integer.parseInt(text);
    if (number < 1 || number > MOST) {
      throw new S3Failure(
          S3Error.INVALID_ARGUMENT, "PartNumber must be an integer between 1 and 10000, inclusive");
    }
    return number;
  }

  private static Optional<Checksum> claimed(XmlElement part) {
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      Optional<String> text = part.find(XmlValues.element(algorithm));
      if (text.isPresent()) {
        return Optional.of(checksum(algorithm, text.get().strip()));
      }
    }
    return Optional.empty();
  }

  private static Checksum checksum(ChecksumAlgorithm algorithm, String base64) {
    try {
      byte[] value = Base64.getDecoder().decode(base64);
      return new Checksum(algorithm, Checksum.Type.FULL_OBJECT, value);
    } catch (IllegalArgumentException e) {
      throw new S3Failure(S3Error.INVALID_PART);
    }
  }
}
