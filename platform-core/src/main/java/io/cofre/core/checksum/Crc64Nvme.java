package io.cofre.core.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.zip.Checksum;

/// CRC-64/NVME, as S3 uses it: the NVM Express NVM Command Set Specification 1.0, section
/// 5.2.1.3.4.
///
/// Polynomial `0xAD93D23594C93659`, reflected, initial value and final complement all ones; the
/// check value of `123456789` is `0xAE8B14860A799888`. Not thread-safe.
///
/// Works on four words of eight bytes at a time, each with eight tables (Kounavis and Berry,
/// "slicing-by-N", 2005). The four are independent: every fourth word is folded into one of four
/// remainders, which meet at the end (Mark Adler's "braiding", zlib 1.2.12).
public final class Crc64Nvme implements Checksum {
  private static final int WORD = Long.BYTES;
  private static final int BRAID = 4 * WORD;
  private static final long[] NEAR = tables(WORD); // of bytes with up to 7 bytes behind them
  private static final long[] FAR = tables(BRAID); // of bytes with 24 to 31 bytes behind them
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long state = ~0L;

  /// Make one that has seen nothing.
  public Crc64Nvme() {}

  @Override
  public void update(int b) {
    state = single(state, b);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    long crc = state;
    int at = offset;
    int end = offset + length;
    if (length >= 2 * BRAID) {
      at = end - length % BRAID;
      crc = braided(crc, bytes, offset, at);
    }
    for (; end - at >= WORD; at += WORD) {
      crc = fold(NEAR, crc ^ word(bytes, at));
    }
    for (; at < end; at++) {
      crc = single(crc, bytes[at]);
    }
    state = crc;
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = ~0L;
  }

  /// @param end lies a whole number of braids behind, at least one
  private static long braided(long crc, byte[] bytes, int begin, int end) {
    long first = crc;
    long second = 0;
    long third = 0;
    long fourth = 0;
    int at = begin;
    for (; end - at > BRAID; at += BRAID) {
      first = fold(FAR, first ^ word(bytes, at));
      second = fold(FAR, second ^ word(bytes, at + WORD));
      third = fold(FAR, third ^ word(bytes, at + 2 * WORD));
      fourth = fold(FAR, fourth ^ word(bytes, at + 3 * WORD));
    }
    first = fold(NEAR, first ^ word(bytes, at));
    second = fold(NEAR, first ^ second ^ word(bytes, at + WORD));
    third = fold(NEAR, second ^ third ^ word(bytes, at + 2 * WORD));
    return fold(NEAR, third ^ fourth ^ word(bytes, at + 3 * WORD));
  }

  private static long word(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  private static long single(long crc, int b) {
    return NEAR[(7 << 8) + ((int) (crc ^ b) & 0xff)] ^ (crc >>> 8);
  }

  // One array and constant offsets: no lookup needs a check of bounds.
  private static long fold(long[] table, long word) {
    return table[(int) word & 0xff]
        ^ table[(1 << 8) + ((int) (word >>> 8) & 0xff)]
        ^ table[(2 << 8) + ((int) (word >>> 16) & 0xff)]
        ^ table[(3 << 8) + ((int) (word >>> 24) & 0xff)]
        ^ table[(4 << 8) + ((int) (word >>> 32) & 0xff)]
        ^ table[(5 << 8) + ((int) (word >>> 40) & 0xff)]
        ^ table[(6 << 8) + ((int) (word >>> 48) & 0xff)]
        ^ table[(7 << 8) + (int) (word >>> 56)];
  }

  /// Eight tables of 256 remainders, one for each byte of a word, lowest first.
  ///
  /// @param distance from the beginning of the word to that of the next one folded with it
  private static long[] tables(int distance) {
    long[] tables = new long[WORD << 8];
    for (int b = 0; b < 256; b++) {
      long crc = b;
      for (int behind = 0; behind < distance; behind++) {
        crc = shifted(crc);
        int place = distance - 1 - behind;
        if (place < WORD) {
          tables[(place << 8) + b] = crc;
        }
      }
    }
    return tables;
  }

  private static long shifted(long crc) {
    long rest = crc;
    for (int bit = 0; bit < Byte.SIZE; bit++) {
      rest = (rest & 1) == 0 ? rest >>> 1 : (rest >>> 1) ^ CrcPolynomial.NVME64.reflected();
    }
    return rest;
  }
}
