package io.cofre.core.object.record;

import java.util.HexFormat;

/// Who uses a sealed body: a version of an object, or one of its parts.
///
/// @param version the version's id, 32 hexadecimal digits
/// @param part the part's number, 0 for an object in one piece
public record BodyOwner(String version, int part) {

  /// Checks the form.
  public BodyOwner {
    if (HexFormat.of().parseHex(version).length != 16 || part < 0 || part > 0xffff) {
      throw new IllegalArgumentException("a version has 32 digits, a part 16 bits");
    }
  }

  /// Encode it as the value of a blob's reference: format, version, part.
  public byte[] encoded() {
    return new RecordWriter().u8(1).hex(version).u16(part).done();
  }

  /// The key of the inline body.
  public byte[] inlineKey() {
    return RecordKeys.inline(version, part);
  }
}
