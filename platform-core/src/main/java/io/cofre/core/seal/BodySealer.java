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
/// the first of the next segment.
final class BodySealer {
  private final SegmentMap frame; // of an empty body: only its sizes count here
  private final long maxSegments;
  private final Segments segments;
  private final PlainTap tap;
  private final BlobSink sink;
  private byte[] plain = {};
  private byte[] looked = {}; // where the tap may still look
  private ByteBuffer sealed = ByteBuffer.allocate(0);

  BodySealer(SegmentMap frame, long maxSegments, Segments segments, PlainTap tap, BlobSink sink) {
    this.frame = frame;
    this.maxSegments = maxSegments;
    this.segments = segments;
    this.tap = tap;
    this.sink = sink;
  }

  long seal(Plaintext plaintext) throws IOException {
    makeRoom(plaintext.expected());
    try {
      return seal(plaintext.bytes());
    } finally {
      tap.settle();
    }
  }

  private long seal(InputStream in) throws IOException {
    long total = 0;
    int held = 0;
    for (long index = 0; ; index++) {
      int capacity = index == 0 ? frame.firstCapacity() : frame.capacity();
      held = fill(in, held, capacity + 1);
      boolean last = held <= capacity;
      int length = Math.min(held, capacity);
      sealOne(index, last, length);
      total += length;
      if (last) {
        return total;
      }
      byte first = plain[length];
      swap();
      plain[0] = first;
      held = 1;
    }
  }

  private void swap() {
    byte[] free = looked.length == plain.length ? looked : new byte[plain.length];
    looked = plain;
    plain = free;
  }

  private int fill(InputStream in, int held, int wanted) throws IOException {
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

  private void sealOne(long index, boolean last, int length) throws IOException {
    if (index >= maxSegments) {
      throw SealedBodies.tooLong(maxSegments);
    }
    sealed.clear();
    if (index == 0) {
      sealed.put(segments.header());
    }
    tap.accept(plain, 0, length);
    segments.seal(index, last, ByteBuffer.wrap(plain, 0, length), sealed);
    sink.write(sealed.flip());
  }
}
