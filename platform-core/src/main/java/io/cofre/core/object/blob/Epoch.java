package io.cofre.core.object.blob;

import io.cofre.api.storage.BlobId;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A range of blob ids that this process writes under. Thread-safe.
final class Epoch {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final int number;
  private int begun;
  private int running;
  private boolean doubtful;
  private boolean retired;

  Epoch(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /// Give an id; the write ends with [#end].
  synchronized BlobId begin() {
    begun++;
    running++;
    byte[] random = new byte[12];
    RANDOM.nextBytes(random);
    return new BlobId(prefix(number) + HexFormat.of().formatHex(random));
  }

  /// End a write.
  ///
  /// @param clean whether the blob is known to be referred to, or to be gone
  /// @return whether the epoch is over
  synchronized boolean end(boolean clean) {
    running--;
    doubtful |= !clean;
    return over();
  }

  synchronized int begun() {
    return begun;
  }

  /// Give no more ids; returns whether the epoch is over.
  synchronized boolean retire() {
    retired = true;
    return over();
  }

  private boolean over() {
    return retired && running == 0;
  }

  /// Whether it may have left blobs that nobody refers to.
  synchronized boolean doubtful() {
    return doubtful;
  }

  /// What the ids of an epoch begin with.
  static String prefix(int number) {
    return HexFormat.of().toHexDigits(number);
  }

  /// The last id that could come before those of an epoch, which is not the first possible one.
  static BlobId before(int number) {
    return new BlobId(prefix(number - 1) + "f".repeat(24));
  }

  /// The epoch of an id.
  static int of(BlobId blob) {
    return HexFormat.fromHexDigits(blob.value(), 0, 8);
  }
}
