package io.cofre.kmip.wire;

import java.util.Comparator;
import java.util.List;

/// A version of the protocol (KMIP 2.1, section 9.15).
///
/// @param major before the point
/// @param minor behind it
public record ProtocolVersion(int major, int minor) implements Comparable<ProtocolVersion> {
  private static final Comparator<ProtocolVersion> BY_AGE =
      Comparator.comparingInt(ProtocolVersion::major).thenComparingInt(ProtocolVersion::minor);

  /// Those written here, the newest first: older ones do not encrypt.
  public static final List<ProtocolVersion> SPOKEN =
      List.of(
          new ProtocolVersion(2, 1),
          new ProtocolVersion(2, 0),
          new ProtocolVersion(1, 4),
          new ProtocolVersion(1, 3),
          new ProtocolVersion(1, 2));

  /// What the question for versions itself is asked in, one after the other until one is answered:
  /// no version is spoken by all servers.
  public static final List<ProtocolVersion> GREETINGS =
      List.of(new ProtocolVersion(1, 4), new ProtocolVersion(2, 1), new ProtocolVersion(1, 2));

  /// The first with associated data for AES-GCM.
  public static final ProtocolVersion AUTHENTICATED = new ProtocolVersion(1, 4);

  /// Whether attributes are items of their own, and not pairs of a name and a value.
  public boolean plainAttributes() {
    return major >= 2;
  }

  /// Whether it is another one or newer.
  public boolean isAtLeast(ProtocolVersion other) {
    return compareTo(other) >= 0;
  }

  /// Write it as an item.
  public void write(TtlvWriter out) {
    out.structure(
        Tag.PROTOCOL_VERSION,
        () -> out.integer(Tag.VERSION_MAJOR, major).integer(Tag.VERSION_MINOR, minor));
  }

  /// Read one that was written so.
  public static ProtocolVersion read(Item.Structure from) {
    return new ProtocolVersion(from.number(Tag.VERSION_MAJOR), from.number(Tag.VERSION_MINOR));
  }

  @Override
  public int compareTo(ProtocolVersion other) {
    return BY_AGE.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
