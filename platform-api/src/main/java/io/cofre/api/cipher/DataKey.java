package io.cofre.api.cipher;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;

/// Key material that wipes itself and is never shown.
///
/// What a KMS wraps is always 256 bits ([#SIZE]); keys derived for a cipher have the cipher's size.
/// Thread-safe; a closed key fails every use with [IllegalStateException].
///
/// @since 0.1
public final class DataKey implements AutoCloseable {
  /// The size of a data key that a KMS wraps, in bytes.
  public static final int SIZE = 32;

  private static final SecureRandom RANDOM = new SecureRandom();
  private final byte[] bytes;
  private boolean closed;

  private DataKey(byte[] bytes) {
    if (bytes.length < 16 || bytes.length > 128) {
      throw new IllegalArgumentException("key material has 16 to 128 bytes");
    }
    this.bytes = bytes;
  }

  /// Take over an array: the caller no longer uses it.
  public static DataKey adopt(byte[] bytes) {
    return new DataKey(bytes);
  }

  /// Make a random key of [#SIZE] bytes.
  public static DataKey random() {
    byte[] bytes = new byte[SIZE];
    RANDOM.nextBytes(bytes);
    return new DataKey(bytes);
  }

  /// The length in bytes.
  public int size() {
    return bytes.length;
  }

  /// Lend a copy of the bytes to a function; the copy is wiped when it returns.
  public <R> R use(Function<byte[], R> work) {
    byte[] copy = snapshot();
    try {
      return work.apply(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /// Make an independent copy with a life of its own.
  public DataKey copy() {
    return new DataKey(snapshot());
  }

  private synchronized byte[] snapshot() {
    if (closed) {
      throw new IllegalStateException("the key is closed");
    }
    return bytes.clone();
  }

  /// Wipe the key; idempotent.
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  /// Compares in time that does not depend on where two keys differ.
  @Override
  public boolean equals(Object other) {
    return other instanceof DataKey that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return DataKey.class.hashCode(); // a hash of the bytes would be a clue to them
  }

  @Override
  public String toString() {
    return "DataKey[***]";
  }
}
