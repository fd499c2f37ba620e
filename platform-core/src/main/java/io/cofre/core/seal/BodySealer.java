package io.cofre.core.seal;

import io.cofre.api.storage.BlobSink;
import io.cofre.core.seal.format.SegmentMap;
import io.cofre.core.seal.format.Segments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Seals one body, segment by segment, with one buffer for sealed bytes and two for plaintext: the
/// next segment is read while the tap still looks at the last one.
///
/// To know whether a segment is the last, it reads one byte further: that byte is carried over as
/// the first of the next segment. For one thread.
final class BodySealer {
  private final SegmentMap frame; // of an empty body: only its sizes count here
  private final long maxSegments;
  private final Segments segments;
  private final PlainTap tap;
  private final InputStream in;
  private byte[] plain = {};
  private byte[] looked = {}; // where the tap may still look
  private ByteBuffer sealed = ByteBuffer.allocate(0);
  private long index;
  private int held;
  private boolean ended;
  private long total;

  BodySealer(
      SegmentMap frame, long maxSegments, Segments segments, Plaintext plaintext, PlainTap tap) {
    this.frame = frame;
    this.maxSegments = maxSegments;
    this.segments = segments;
    this.tap = tap;
    this.in = plaintext.bytes();
    makeRoom(plaintext.expected());
  }

  /// Seal all there is into a sink.
  ///
  /// @return the length of the plaintext in bytes
  long seal(BlobSink sink) throws IOException {
    try {
      while (!ended) {
        sink.write(next());
      }
      return total;
    } finally {
      tap.settle();
    }
  }

  /// Whether everything is sealed.
  boolean ended() {
    return ended;
  }

  /// Seal the next segment, the first one behind its header; the bytes stay as they are until the
  /// next call.
  ByteBuffer next() throws IOException {
    int capacity = index == 0 ? frame.firstCapacity() : frame.capacity();
    held = fill(capacity + 1);
    boolean last = held <= capacity;
    int length = Math.min(held, capacity);
    sealOne(last, length);
    total += length;
    index++;
    if (last) {
      ended = true;
    } else {
      byte first = plain[length];
      swap();
      plain[0] = first;
      held = 1;
    }
    return sealed;
  }

  private void swap() {
    byte[] free = looked.length == plain.length ? looked : new byte[plain.length];
    looked = plain;
    plain = free;
  }

  private int fill(int wanted) throws IOException {
    int length = held + in.readNBytes(plain, held, Math.min(wanted, plain.length) - held);
    if (length < plain.length || length == wanted) {
      return length;
    }
    plain = Arrays.copyOf(plain, frame.capacity() + 1); // it was longer than expected
    sealed = ByteBuffer.allocate(frame.segmentBytes());
    return length + in.readNBytes(plain, length, wanted - length);
  }

  private void makeRoom(long expected) {
    boolean small = expected >= 0 && expected < frame.firstCapacity();
    plain = new byte[small ? (int) expected + 1 : frame.capacity() + 1];
    sealed =
        ByteBuffer.allocate(
            small
                ? frame.headerBytes() + frame.shape().sealedBytes((int) expected)
                : frame.segmentBytes());
  }

  private void sealOne(boolean last, int length) {
    if (index >= maxSegments) {
      throw SealedBodies.tooLong(maxSegments);
    }
    sealed.clear();
    if (index == 0) {
      sealed.put(segments.header());
    }
    tap.accept(plain, 0, length);
    segments.seal(index, last, ByteBuffer.wrap(plain, 0, length), sealed);
    sealed.flip();
  }
}
