package io.cofre.storage.local;

import module java.base;

/// Moves bytes between a file and a buffer in pieces of bounded size.
///
/// The JDK copies a heap buffer through a direct one of the same size and keeps that for each
/// carrier thread. Bounded pieces bound what it keeps, whatever buffers the platform hands in.
final class Pieces {
  private static final int MAX = 128 << 10;

  private Pieces() {}

  static int write(FileChannel file, ByteBuffer from) throws IOException {
    int limit = from.limit();
    bound(from, Integer.MAX_VALUE);
    try {
      return file.write(from);
    } finally {
      from.limit(limit);
    }
  }

  /// Read at most `max` bytes; -1 at the end of the file.
  static int read(FileChannel file, long position, ByteBuffer into, long max) throws IOException {
    int limit = into.limit();
    bound(into, max);
    try {
      return file.read(into, position);
    } finally {
      into.limit(limit);
    }
  }

  private static void bound(ByteBuffer buffer, long max) {
    long piece = buffer.isDirect() ? max : Math.min(max, MAX);
    if (buffer.remaining() > piece) {
      buffer.limit(buffer.position() + (int) piece);
    }
  }
}
