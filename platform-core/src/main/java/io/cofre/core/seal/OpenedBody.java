package io.cofre.core.seal;

import io.cofre.api.cipher.NotAuthentic;
import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobRange;
import io.cofre.core.seal.format.SegmentMap;
import io.cofre.core.seal.format.Segments;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// The plaintext of a range, opened segment by segment; for one thread.
///
/// It takes over the segments and the blob, which stands before the first segment of the range.
final class OpenedBody extends InputStream {
  private final SegmentMap map;
  private final Segments segments;
  private final StoredBody stored;
  private final long end;
  private final ByteBuffer sealed;
  private final byte[] plain;
  private Blob blob;
  private long next; // the segment that the blob stands before
  private long position; // in the plaintext, of the next byte to give
  private int at; // the same, in the buffer
  private int available;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    BROKEN,
    CLOSED
  }

  OpenedBody(SegmentMap map, Segments segments, StoredBody stored, Blob run, BlobRange range) {
    this.map = map;
    this.segments = segments;
    this.stored = stored;
    this.blob = run;
    this.position = range.offset();
    this.end = range.offset() + range.length();
    this.next = map.segmentOf(position);
    int longest = map.sealedBytes(next);
    if (next < lastSegment()) {
      longest = Math.max(longest, map.sealedBytes(next + 1)); // the first one of a body is shorter
    }
    this.sealed = ByteBuffer.allocate(longest);
    this.plain = new byte[longest - map.shape().tagBytes()];
  }

  /// Open the first segment of the range, so that a body that does not open is known before an
  /// answer begins.
  void begin() throws IOException {
    load();
  }

  private long lastSegment() {
    return map.segmentOf(Math.max(position, end - 1));
  }

  @Override
  public int read() throws IOException {
    return ready() ? plain[take(1)] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!ready()) {
      return -1;
    }
    int count = Math.min(length, available);
    System.arraycopy(plain, take(count), into, offset, count);
    return count;
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    long total = 0;
    while (ready()) {
      int count = available;
      out.write(plain, take(count), count);
      total += count;
    }
    return total;
  }

  @Override
  public long skip(long wanted) throws IOException {
    long count = Math.min(wanted, end - position);
    if (count <= 0 || !ready()) {
      return 0;
    }
    if (count <= available) {
      take((int) count);
      return count;
    }
    position += count;
    available = 0;
    if (position < end && map.segmentOf(position) > next) {
      next = map.segmentOf(position);
      blob.close();
      blob = stored.open(map.sealedRange(next, lastSegment()));
    }
    return count;
  }

  @Override
  public int available() {
    return state == State.OPEN ? available : 0;
  }

  @Override
  public void close() throws IOException {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      segments.close();
      blob.close();
    }
  }

  private int take(int count) {
    int from = at;
    at += count;
    available -= count;
    position += count;
    return from;
  }

  private boolean ready() throws IOException {
    switch (state) {
      case OPEN -> {
        if (available == 0 && position < end) {
          load();
        }
      }
      case BROKEN -> throw new NotAuthentic();
      case CLOSED -> throw new IOException("the body is closed");
    }
    return available > 0;
  }

  private void load() throws IOException {
    state = State.BROKEN; // unless everything below succeeds
    ByteBuffer opened = ByteBuffer.wrap(plain);
    StoredBody.fill(blob, sealed.clear().limit(map.sealedBytes(next)));
    segments.open(next, map.isLast(next), sealed.flip(), opened);
    if (opened.position() != map.plainBytes(next)) {
      throw new NotAuthentic();
    }
    long start = map.plainStart(next);
    at = (int) (position - start);
    available = (int) (Math.min(end, start + opened.position()) - position);
    next++;
    state = State.OPEN;
  }
}
