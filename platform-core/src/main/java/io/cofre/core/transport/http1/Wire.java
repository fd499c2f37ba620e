package io.cofre.core.transport.http1;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// The bytes of one connection.
///
/// What comes in passes through a small buffer; a large read goes round it, in pieces of up to 64
/// KiB. What goes out is handed to the socket as it is: one call, one system call of up to 128 KiB.
/// Used by the thread of the connection; only [#blockedNanos()] may be asked by others.
final class Wire {
  private static final int SMALL = 8 * 1024;
  private static final int LARGE = 64 * 1024;
  private final HelidonSocket socket;
  private byte[] buffer;
  private BufferData view;
  private int position;
  private int limit;
  private boolean failed;
  private volatile long blockedSince;
  private volatile boolean blocked;

  /// @param first what was read from the socket before
  Wire(HelidonSocket socket, byte[] first) {
    this.socket = socket;
    this.buffer = new byte[Math.max(SMALL, first.length)];
    this.view = BufferData.create(buffer).reset();
    view.write(first);
    System.arraycopy(first, 0, buffer, 0, first.length);
    this.limit = first.length;
  }

  /// The buffer: its bytes from [#position()] to [#limit()] are not read yet.
  byte[] buffer() {
    return buffer;
  }

  int position() {
    return position;
  }

  int limit() {
    return limit;
  }

  int buffered() {
    return limit - position;
  }

  void skip(int bytes) {
    position += bytes;
  }

  /// Wait for more bytes in the buffer, which grows when it is full.
  ///
  /// @return whether there are more; false when the peer is done
  boolean fill() throws IOException {
    makeRoom();
    int n = receive(view);
    if (n < 0) {
      return false;
    }
    limit += n;
    return true;
  }

  /// Read one byte, or -1 at the end.
  int read() throws IOException {
    if (position == limit && !fill()) {
      return -1;
    }
    return buffer[position++] & 0xff;
  }

  /// Read some bytes, at least one, or return -1 at the end.
  int read(byte[] target, int offset, int length) throws IOException {
    if (position == limit) {
      if (length >= SMALL) {
        return readAround(target, offset, Math.min(length, LARGE));
      }
      if (!fill()) {
        return -1;
      }
    }
    int n = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, n);
    position += n;
    return n;
  }

  /// Write all bytes.
  void write(byte[] bytes, int offset, int length) throws IOException {
    block();
    try {
      socket.write(BufferData.create(bytes, offset, length));
    } catch (UncheckedIOException e) {
      failed = true;
      throw e.getCause();
    } finally {
      blocked = false;
    }
  }

  /// Whether the connection broke.
  boolean failed() {
    return failed;
  }

  /// How long a read or a write has been waiting for the peer, 0 when none is.
  long blockedNanos() {
    return blocked ? System.nanoTime() - blockedSince : 0;
  }

  private void block() {
    blockedSince = System.nanoTime();
    blocked = true;
  }

  /// Give back the memory that only a body needs.
  void shrink() {
    if (position == limit && buffer.length > SMALL) {
      buffer = new byte[SMALL];
      view = BufferData.create(buffer).reset();
      position = 0;
      limit = 0;
    }
  }

  /// A whole view that is trimmed has its room where the bytes are to go, wherever that is.
  private int readAround(byte[] target, int offset, int length) throws IOException {
    return receive(BufferData.create(target, 0, offset + length).trim(length));
  }

  /// The method without a successor yet: the other one reads 8 KiB at a time and copies once more.
  @SuppressWarnings("removal")
  private int receive(BufferData into) throws IOException {
    block();
    try {
      return socket.read(into);
    } catch (UncheckedIOException e) {
      failed = true;
      throw e.getCause();
    } finally {
      blocked = false;
    }
  }

  private void makeRoom() {
    if (position == limit) {
      position = 0;
      limit = 0;
      view.reset();
    } else if (limit == buffer.length) {
      byte[] rest = Arrays.copyOfRange(buffer, position, limit);
      if (rest.length > buffer.length / 2) {
        buffer = new byte[buffer.length * 2];
      }
      System.arraycopy(rest, 0, buffer, 0, rest.length);
      view = BufferData.create(buffer).reset();
      view.write(rest);
      position = 0;
      limit = rest.length;
    }
  }
}
