package io.cofre.core.object.record;

import io.cofre.api.storage.BlobId;
import java.util.Arrays;
import java.util.HexFormat;

/// The keys of the records, ordered so that every listing is one range scan.
///
/// See the package's page for the whole layout.
public final class RecordKeys {
  private static final byte[] NONE = {};
  private static final byte[] NUL = {0};

  private RecordKeys() {}

  /// The record that holds the store's own key.
  public static byte[] storeKey() {
    return new byte[] {'S', 'k'};
  }

  /// The counter of epochs.
  public static byte[] epochCounter() {
    return new byte[] {'S', 'e'};
  }

  /// A bucket.
  public static byte[] bucket(String name) {
    return join('B', utf8(name));
  }

  /// All buckets.
  public static KeyRange buckets() {
    return KeyRange.of(join('B', NONE));
  }

  /// A document that belongs to a bucket.
  public static byte[] configuration(String bucket, String name) {
    return join('C', utf8(bucket), NUL, utf8(name));
  }

  /// All documents that belong to a bucket.
  public static KeyRange configurations(String bucket) {
    return KeyRange.of(join('C', utf8(bucket), NUL));
  }

  /// An object's current version.
  public static byte[] object(String bucket, String key) {
    return join('O', utf8(bucket), NUL, utf8(key));
  }

  /// All objects of a bucket; a key of the range is the common part and the object's key.
  public static KeyRange objects(String bucket) {
    return KeyRange.of(join('O', utf8(bucket), NUL));
  }

  /// All objects of all buckets.
  public static KeyRange objects() {
    return KeyRange.of(join('O', NONE));
  }

  /// The parts of an object that was uploaded in parts.
  public static byte[] partList(String version) {
    return join('M', hex(version));
  }

  /// The sealed body of an object or part that is kept inline.
  ///
  /// @param part 0 for an object in one piece
  public static byte[] inline(String version, int part) {
    return join('I', hex(version), u16(part));
  }

  /// An upload under way.
  public static byte[] upload(String bucket, String key, String id) {
    return join('U', utf8(bucket), NUL, utf8(key), NUL, utf8(id));
  }

  /// All uploads of all buckets.
  public static KeyRange uploads() {
    return KeyRange.of(join('U', NONE));
  }

  /// All uploads of a bucket; a key of the range is the common part, the object's key, a zero byte
  /// and the upload's id.
  public static KeyRange uploads(String bucket) {
    return KeyRange.of(join('U', utf8(bucket), NUL));
  }

  /// A part of an upload under way.
  ///
  /// @param version the id of the version that the upload will become
  public static byte[] part(String version, int number) {
    return join('P', hex(version), u16(number));
  }

  /// All parts of an upload.
  public static KeyRange parts(String version) {
    return KeyRange.of(join('P', hex(version)));
  }

  /// An upload whose bucket is gone and whose parts are still to be freed.
  public static byte[] dropped(String version) {
    return join('D', hex(version));
  }

  /// All dropped uploads.
  public static KeyRange dropped() {
    return KeyRange.of(join('D', NONE));
  }

  /// The owner of a blob: there as long as the blob is in use.
  public static byte[] reference(BlobId blob) {
    return join('R', hex(blob.value()));
  }

  /// All uses of blobs.
  public static KeyRange references() {
    return KeyRange.of(join('R', NONE));
  }

  /// A blob that is out of use and still to be deleted.
  public static byte[] garbage(BlobId blob) {
    return join('G', hex(blob.value()));
  }

  /// All blobs to be deleted; a key of the range is the common part and the blob's id.
  public static KeyRange garbage() {
    return KeyRange.of(join('G', NONE));
  }

  /// An epoch of blob ids that are being written.
  public static byte[] epoch(int number) {
    return join('E', u16(number >>> 16), u16(number));
  }

  /// A small secret of the platform's own.
  public static byte[] vault(String name) {
    return join('V', utf8(name));
  }

  /// The documents of jobs; a key of the range is the common part and the job's id.
  public static KeyRange jobs() {
    return KeyRange.of(join('J', NONE));
  }

  /// All epochs.
  public static KeyRange epochs() {
    return KeyRange.of(join('E', NONE));
  }

  /// Everything but the store's own records.
  public static KeyRange everything() {
    return new KeyRange(NONE, new byte[] {'A'}, new byte[] {'S'});
  }

  /// The text behind the common part of a range.
  public static byte[] tail(KeyRange range, byte[] key) {
    return Arrays.copyOfRange(key, range.common().length, key.length);
  }

  private static byte[] join(char kind, byte[]... pieces) {
    RecordWriter out = new RecordWriter().u8(kind);
    for (byte[] piece : pieces) {
      out.raw(piece);
    }
    return out.done();
  }

  private static byte[] utf8(String text) {
    byte[] bytes = RecordWriter.utf8(text);
    for (byte b : bytes) {
      if (b == 0) {
        throw new IllegalArgumentException("a name has no zero byte");
      }
    }
    return bytes;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] u16(int value) {
    return new byte[] {(byte) (value >>> 8), (byte) value};
  }
}
