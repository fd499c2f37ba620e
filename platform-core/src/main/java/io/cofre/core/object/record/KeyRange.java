package io.cofre.core.object.record;

import java.util.Arrays;

/// A range of keys.
///
/// @param common what all keys of the range begin with
/// @param from the first key, inclusive
/// @param to the end, exclusive
public record KeyRange(byte[] common, byte[] from, byte[] to) {

  /// Copies the arrays.
  public KeyRange {
    common = common.clone();
    from = from.clone();
    to = to.clone();
  }

  /// All keys that begin with some bytes, which are not all `0xff`.
  public static KeyRange of(byte[] common) {
    return new KeyRange(common, common, behind(common));
  }

  /// The first key behind all that begin with some bytes, which are not all `0xff`.
  public static byte[] behind(byte[] common) {
    int last = common.length - 1;
    while (common[last] == (byte) 0xff) {
      last--;
    }
    byte[] behind = Arrays.copyOf(common, last + 1);
    behind[last]++;
    return behind;
  }

  /// The first key behind one key.
  public static byte[] next(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  /// The key of this range that has some more bytes.
  public byte[] key(byte[] more) {
    byte[] longer = Arrays.copyOf(common, common.length + more.length);
    System.arraycopy(more, 0, longer, common.length, more.length);
    return longer;
  }

  /// The keys of this range that have some more bytes in common.
  public KeyRange within(byte[] more) {
    return of(key(more));
  }

  /// This range, beginning at a key.
  public KeyRange startingAt(byte[] key) {
    return new KeyRange(common, Arrays.compareUnsigned(key, from) > 0 ? key : from, to);
  }

  @Override
  public byte[] common() {
    return common.clone();
  }

  @Override
  public byte[] from() {
    return from.clone();
  }

  @Override
  public byte[] to() {
    return to.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyRange that
        && Arrays.equals(common, that.common)
        && Arrays.equals(from, that.from)
        && Arrays.equals(to, that.to);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
  }
}
