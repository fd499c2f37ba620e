package io.cofre.core.s3.xml;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/// Values that several documents share.
final class XmlValues {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private XmlValues() {}

  /// A time, to the millisecond, as S3 writes it.
  static String time(Instant instant) {
    return MILLIS.format(instant);
  }

  /// The element of a checksum, such as `ChecksumCRC32`.
  static String element(ChecksumAlgorithm algorithm) {
    return "Checksum" + algorithm.name();
  }

  /// A checksum's value, with the number of parts behind a composite one.
  static String value(Checksum checksum, int parts) {
    String base64 = Base64.getEncoder().encodeToString(checksum.value());
    return checksum.type() == Checksum.Type.COMPOSITE && parts > 0 ? base64 + "-" + parts : base64;
  }

  /// Write the owner of something.
  static void owner(XmlWriter xml, String element, String account) {
    xml.open(element).text("ID", account).close(element);
  }
}
