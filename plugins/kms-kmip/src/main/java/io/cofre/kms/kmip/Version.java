package io.cofre.kms.kmip;

import java.util.Comparator;
import java.util.List;

/// A version of the protocol.
record Version(int major, int minor) implements Comparable<Version> {
  /// Those spoken here, the best first: older ones do not encrypt.
  static final List<Version> SPOKEN =
      List.of(
          new Version(2, 1),
          new Version(2, 0),
          new Version(1, 4),
          new Version(1, 3),
          new Version(1, 2));

  /// The first with associated data.
  static final Version AUTHENTICATED = new Version(1, 4);

  /// Whether attributes are items of their own, and not pairs of a name and a value.
  boolean plainAttributes() {
    return major >= 2;
  }

  void write(TtlvWriter out) {
    out.structure(
        Tag.PROTOCOL_VERSION,
        () -> out.integer(Tag.VERSION_MAJOR, major).integer(Tag.VERSION_MINOR, minor));
  }

  static Version read(Item.Structure from) {
    return new Version(from.number(Tag.VERSION_MAJOR), from.number(Tag.VERSION_MINOR));
  }

  @Override
  public int compareTo(Version other) {
    return Comparator.comparingInt(Version::major)
        .thenComparingInt(Version::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
